"""Draw many uniform numbers; some are looked at, and the largest of all."""

import jax
import jax.numpy as jnp


# %% function
def f(key, x):
    return jax.random.uniform(key, x.shape)


# %% ask
def ask(f, seed):
    draws = f(jax.random.key(seed), jnp.zeros(2**24))
    return {"draws": draws[:20_000], "largest": draws.max().item()}
