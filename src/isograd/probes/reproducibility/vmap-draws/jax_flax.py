"""Add noise to one example, mapped over a batch with a stream of keys for each."""

import jax
import jax.numpy as jnp
from flax import nnx


# %% function
def noisy(rngs, x):
    return x + jax.random.normal(rngs(), x.shape)


# %% ask
def ask(seed, examples):
    rngs = nnx.Rngs(seed).fork(split=examples)
    return {"draws": nnx.jit(nnx.vmap(noisy))(rngs, jnp.zeros([examples, 3]))}
