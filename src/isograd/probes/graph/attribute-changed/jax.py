"""Change an attribute of an object between the calls of a function that reads it."""

from types import SimpleNamespace

import jax
import jax.numpy as jnp

settings = SimpleNamespace(factor=1.0)


# %% function
def f(x):
    return x * settings.factor


# %% ask
def ask(f, x, factors):
    values = []
    for factor in factors:
        settings.factor = factor
        values.append(float(f(jnp.array(x))))
    return {"values": values}
