"""Add noise at each of several calls, with a key for each."""

import jax
import jax.numpy as jnp


# %% function
def f(key, x):
    return x + jax.random.uniform(key, x.shape)


# %% ask
def ask(f, seed, calls):
    keys = jax.random.split(jax.random.key(seed), calls)
    return {"draws": [f(key, jnp.zeros(3)) for key in keys]}
