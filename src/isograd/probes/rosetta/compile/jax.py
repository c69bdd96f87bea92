"""Compiling a function."""

import jax
import jax.numpy as jnp


# %% snippet
@jax.jit
def f(x):
    return jnp.sin(x) ** 2 + jnp.cos(x)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
