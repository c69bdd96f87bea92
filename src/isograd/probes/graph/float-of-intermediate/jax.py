"""Turn an intermediate value into a Python float and go on with it."""

import math

import jax
import jax.numpy as jnp


# %% function
def f(x):
    size = float(jnp.sum(x))
    return x * math.sqrt(size)


# %% ask
def ask(f, xs):
    return {"values": [f(jnp.array(x)).tolist() for x in xs]}
