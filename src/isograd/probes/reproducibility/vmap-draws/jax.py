"""Add noise to one example, mapped over a batch with a key for each."""

import jax
import jax.numpy as jnp


# %% function
def noisy(key, x):
    return x + jax.random.normal(key, x.shape)


def f(keys, x):
    return jax.vmap(noisy)(keys, x)


# %% ask
def ask(f, seed, examples):
    keys = jax.random.split(jax.random.key(seed), examples)
    return {"draws": f(keys, jnp.zeros([examples, 3]))}
