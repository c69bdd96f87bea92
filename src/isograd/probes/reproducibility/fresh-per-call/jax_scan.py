"""Add noise in each turn of a loop, with a key for each."""

import jax
import jax.numpy as jnp


# %% function
def f(x, key):
    return x, x + jax.random.uniform(key, x.shape)


# %% ask
def ask(f, seed, calls):
    keys = jax.random.split(jax.random.key(seed), calls)
    return {"draws": jax.lax.scan(f, jnp.zeros(3), keys)[1]}
