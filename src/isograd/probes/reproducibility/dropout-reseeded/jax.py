"""Apply dropout by a key, by the next one, and again by the key of the same seed."""

import jax
import jax.numpy as jnp


# %% function
def f(key, x):
    return jnp.where(jax.random.bernoulli(key, 0.5, x.shape), 2 * x, 0)


# %% ask
def ask(f, seed, x):
    x = jnp.array(x)
    key, following = jax.random.split(jax.random.key(seed))
    first = f(key, x)
    other = f(following, x)
    key, _ = jax.random.split(jax.random.key(seed))
    again = f(key, x)
    return {"first": first, "other": other, "again": again}
