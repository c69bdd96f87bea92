"""Clipping values."""

import jax.numpy as jnp


# %% snippet
def f(x):
    return x.clip(-0.5, 0.5)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
