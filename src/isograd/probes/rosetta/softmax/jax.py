"""Softmax over the last axis."""

import jax
import jax.numpy as jnp


# %% snippet
def f(x):
    return jax.nn.softmax(x)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
