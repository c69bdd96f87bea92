"""Branch with Python's if on what the data say."""

import jax.numpy as jnp
from jax import lax


# %% function
def f(x):
    if jnp.sum(x) > 0:
        y = x * 2
    else:
        y = x - 1
    return y


# %% ask
def ask(f, xs):
    _, ys = lax.scan(lambda carry, x: (carry, f(x)), None, jnp.array(xs))
    return {"values": ys.tolist()}
