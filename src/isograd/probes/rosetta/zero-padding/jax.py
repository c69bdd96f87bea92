"""Padding with zeros."""

import jax.numpy as jnp


# %% snippet
def f(x):
    return jnp.pad(x, ((0, 0), (1, 2)))


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
