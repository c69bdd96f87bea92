"""The product of a given cotangent with the Jacobian of a vector-valued function."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def f(x, matrix, v):
    _, pull_back = jax.vjp(lambda x: jnp.einsum("ij,j->i", matrix, jnp.sin(x)), x)
    return pull_back(v)[0]


# %% ask
def ask(f, x, matrix, v):
    return {"gradient": np.asarray(f(jnp.array(x), jnp.array(matrix), jnp.array(v)))}
