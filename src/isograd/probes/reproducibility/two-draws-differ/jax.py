"""Draw twice in one function that is given a key."""

import jax
import jax.numpy as jnp


# %% function
def f(key, x):
    return jnp.stack([jax.random.uniform(key, x.shape), jax.random.uniform(key, x.shape)])


# %% ask
def ask(f, seed, size):
    return {"draws": f(jax.random.key(seed), jnp.zeros(size))}
