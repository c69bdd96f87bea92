"""Gradient of a vector, no cotangent being given."""

import jax
import jax.numpy as jnp
import numpy as np


# %% ask
def ask(x):
    gradient = jax.grad(lambda x: x * x)(jnp.array(x))  # <-
    return {"gradient": np.asarray(gradient)}
