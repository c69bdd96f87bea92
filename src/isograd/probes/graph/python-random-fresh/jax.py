"""Draw from Python's random module inside a function that is called several times."""

import random

import jax
import jax.numpy as jnp


# %% function
def f(x):
    return x + random.random()


# %% ask
def ask(f, calls):
    return {"values": [float(f(jnp.array(0.0))) for _ in range(calls)]}
