"""Call a Python function in every iteration of a scan by jax.debug.callback."""

import jax
import jax.numpy as jnp

seen = []


# %% function
def note(y):
    seen.append(float(y))


def f(carry, x):
    y = 2 * x
    jax.debug.callback(note, y, ordered=True)
    return carry, y


# %% ask
def ask(f, values):
    jax.lax.scan(f, 0.0, jnp.array(values))
    jax.effects_barrier()
    return {"seen": seen}
