"""Keep the positive values only, however many they are."""

import jax.numpy as jnp
from jax import lax


# %% function
def f(x):
    return x[x > 0] * 2


# %% ask
def ask(f, xs):
    _, ys = lax.scan(lambda carry, x: (carry, f(x)), None, jnp.array(xs))
    return {"values": ys.tolist()}
