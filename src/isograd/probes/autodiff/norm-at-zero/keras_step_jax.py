"""Gradient of Euclidean norms, one of them at the origin."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(x):
    return ops.sum(ops.norm(x, axis=1))


# %% ask
def ask(f, x):
    return {"gradient": np.asarray(jax.grad(f)(jnp.array(x)))}
