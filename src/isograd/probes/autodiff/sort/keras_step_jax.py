"""Gradient of weighted running sums of sorted values."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(x, w):
    w = ops.convert_to_tensor(w)
    return ops.sum(w * ops.cumsum(ops.sort(x)))


# %% ask
def ask(f, x, w):
    return {"gradient": np.asarray(jax.grad(f)(jnp.array(x), w))}
