"""Print an intermediate value of every iteration of a scan by jax.debug.print."""

import jax
import jax.numpy as jnp


# %% function
def f(carry, x):
    y = 2 * x
    jax.debug.print("{y}", y=y)
    return carry, y


# %% ask
def ask(f, values):
    jax.lax.scan(f, 0.0, jnp.array(values))
    jax.effects_barrier()
    return {}
