"""Draw a million standard-normal numbers; twenty thousand are looked at."""

import jax
import jax.numpy as jnp


# %% function
def f(key, x):
    return jax.random.normal(key, x.shape)


# %% ask
def ask(f, seed):
    draws = f(jax.random.key(seed), jnp.zeros(2**20))
    return {"draws": draws[:20_000], "different": len(jnp.unique(draws)) / len(draws)}
