"""Gradient of a square root that a where keeps from the points at which it fails."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(x):
    return ops.sum(ops.where(x > 0, ops.sqrt(x), 0.0))


# %% ask
def ask(f, x):
    return {"gradient": np.asarray(jax.grad(f)(jnp.array(x)))}
