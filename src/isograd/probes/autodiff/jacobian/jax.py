"""The whole Jacobian of a vector-valued function."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def f(x, matrix):
    return jax.jacobian(lambda x: jnp.tanh(matrix @ x))(x)


# %% ask
def ask(f, x, matrix):
    return {"jacobian": np.asarray(f(jnp.array(x), jnp.array(matrix)))}
