"""Stacking."""

import jax.numpy as jnp


# %% snippet
def f(x, y):
    return jnp.stack([x, y], axis=1)


# %% ask
def ask(x, y):
    return {"y": f(jnp.array(x), jnp.array(y))}
