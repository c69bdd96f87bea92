"""Change a Python global between the calls of a function that reads it."""

import jax
import jax.numpy as jnp

factor = 1.0


# %% function
def f(x):
    return x * factor


# %% ask
def ask(f, x, factors):
    global factor
    values = []
    for changed in factors:
        factor = changed
        values.append(float(f(jnp.array(x))))
    return {"values": values}
