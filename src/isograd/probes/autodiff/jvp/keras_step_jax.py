"""Derivative along one direction."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def g(x):
    return x * ops.exp(-0.5 * ops.sum(x * x))


def f(x, v):
    return jax.jvp(g, (x,), (v,))[1]


# %% ask
def ask(f, x, v):
    return {"derivative": np.asarray(f(jnp.array(x), jnp.array(v)))}
