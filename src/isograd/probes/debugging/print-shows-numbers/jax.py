"""Print an intermediate value at every call."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    y = 2 * x
    print(y)
    return y


# %% ask
def ask(f, values):
    for value in values:
        f(jnp.array([value]))
    return {}
