"""Gradient of a maximum that several entries share."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(x):
    return ops.max(x)


# %% ask
def ask(f, x):
    return {"gradient": np.asarray(jax.grad(f)(jnp.array(x)))}
