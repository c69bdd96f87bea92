"""Add noise at each of several calls, with a stream of keys."""

import jax
import jax.numpy as jnp
from flax import nnx


# %% function
@nnx.jit
def f(rngs, x):
    return x + jax.random.uniform(rngs(), x.shape)


# %% ask
def ask(f, seed, calls):
    rngs = nnx.Rngs(seed)
    return {"draws": [f(rngs, jnp.zeros(3)) for _ in range(calls)]}
