"""Exact GELU."""

import jax
import jax.numpy as jnp


# %% snippet
def f(x):
    return jax.nn.gelu(x, approximate=False)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
