"""Put an intermediate value into a list at every call, and read them all afterwards."""

import jax
import jax.numpy as jnp

kept = []


# %% function
def f(x):
    y = 2 * x
    kept.append(y)
    return y * y


# %% ask
def ask(f, values):
    for value in values:
        f(jnp.array([value]))
    return {"kept": [float(y[0]) for y in kept]}
