"""Print an intermediate value by jax.debug.print."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    y = 2 * x
    jax.debug.print("{y}", y=y)
    return y


# %% ask
def ask(f, values):
    for value in values:
        f(jnp.array([value]))
    jax.effects_barrier()
    return {}
