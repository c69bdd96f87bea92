"""Variance of a population."""

import jax.numpy as jnp


# %% snippet
def f(x):
    return x.var(axis=1)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
