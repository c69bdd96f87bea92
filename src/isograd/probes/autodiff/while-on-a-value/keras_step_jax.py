"""Gradient through a while loop whose number of rounds depends on the data."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(x):
    (x,) = ops.while_loop(lambda x: ops.sum(x * x) < 100, lambda x: (x * ops.exp(x),), (x,))
    return ops.sum(x * x)


# %% ask
def ask(f, x):
    return {"gradient": np.asarray(jax.grad(f)(jnp.array(x)))}
