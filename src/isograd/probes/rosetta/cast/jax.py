"""Conversion to another dtype."""

import jax.numpy as jnp


# %% snippet
def f(x):
    return x.astype(jnp.int32)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
