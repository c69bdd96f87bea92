"""Repeat with Python's while until the data say stop."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    while jnp.sum(x) < 100:
        x = x * 2
    return x


# %% ask
def ask(f, xs):
    return {"values": [f(jnp.array(x)).tolist() for x in xs]}
