"""Reshape with an inferred size."""

import jax.numpy as jnp


# %% snippet
def f(x):
    return x.reshape(2, -1)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
