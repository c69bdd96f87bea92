"""The product of a given cotangent with the Jacobian of a vector-valued function."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(x, matrix):
    return ops.einsum("ij,j->i", matrix, ops.sin(x))


# %% ask
def ask(f, x, matrix, v):
    _, pull_back = jax.vjp(lambda x: f(x, ops.convert_to_tensor(matrix)), jnp.array(x))
    return {"gradient": np.asarray(pull_back(jnp.array(v))[0])}
