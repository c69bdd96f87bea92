"""Keep the key between two dropouts, and go back to it."""

import jax
import jax.numpy as jnp


# %% function
def f(key, x):
    key, mine = jax.random.split(key)
    return key, jnp.where(jax.random.bernoulli(mine, 0.5, x.shape), 2 * x, 0)


# %% ask
def ask(f, seed, x):
    x = jnp.array(x)
    key, other = f(jax.random.key(seed), x)
    state = jax.random.key_data(key)
    _, first = f(key, x)
    _, again = f(jax.random.wrap_key_data(state), x)
    return {"first": first, "again": again, "other": other}
