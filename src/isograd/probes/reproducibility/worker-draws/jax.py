"""Draw for each example by a key of epoch and example; there are no workers to keep apart."""

import jax
import jax.numpy as jnp


# %% function
def noise(key, epoch, index):
    return jax.random.uniform(jax.random.fold_in(jax.random.fold_in(key, epoch), index))


# %% ask
def ask(seed, examples):
    key, indices = jax.random.key(seed), jnp.arange(examples)
    draw = jax.vmap(noise, in_axes=(None, None, 0))
    return {"draws": [row for epoch in range(2) for row in draw(key, epoch, indices)]}
