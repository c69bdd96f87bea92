"""Permutation of axes."""

import jax.numpy as jnp


# %% snippet
def f(x):
    return x.transpose(0, 2, 1)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
