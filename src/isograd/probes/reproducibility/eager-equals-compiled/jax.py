"""Draw from one key in a plain function and in the mode."""

import jax
import jax.numpy as jnp


# %% function
def draw(key, x):
    return jax.random.uniform(key, x.shape)


def f(key, x):
    return draw(key, x)


# %% ask
def ask(f, seed, size):
    x, key = jnp.zeros(size), jax.random.key(seed)
    return {"first": draw(key, x), "again": f(key, x)}
