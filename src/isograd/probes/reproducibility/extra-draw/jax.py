"""Draw by the key of step 1, and once more with a draw by that of step 0 in between."""

import jax
import jax.numpy as jnp


# %% function
def f(key, x):
    return jax.random.uniform(key, x.shape)


# %% ask
def ask(f, seed, size):
    x = jnp.zeros(size)
    key = jax.random.key(seed)
    first = f(jax.random.fold_in(key, 1), x)
    f(jax.random.fold_in(key, 0), jnp.zeros([size, 2]))
    again = f(jax.random.fold_in(key, 1), x)
    return {"first": first, "again": again}
