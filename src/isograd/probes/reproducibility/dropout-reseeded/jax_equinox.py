"""Apply dropout by a key, by the next one, and again by the key of the same seed."""

import equinox as eqx
import jax
import jax.numpy as jnp


# %% function
@eqx.filter_jit
def f(dropout, x, key):
    return dropout(x, key=key)


# %% ask
def ask(f, seed, x):
    x = jnp.array(x)
    dropout = eqx.nn.Dropout(0.5)
    key, following = jax.random.split(jax.random.key(seed))
    first = f(dropout, x, key)
    other = f(dropout, x, following)
    key, _ = jax.random.split(jax.random.key(seed))
    again = f(dropout, x, key)
    return {"first": first, "other": other, "again": again}
