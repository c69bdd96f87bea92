"""Draw twice in one function that is given a stream of keys."""

import jax
import jax.numpy as jnp
from flax import nnx


# %% function
@nnx.jit
def f(rngs, x):
    return jnp.stack([jax.random.uniform(rngs(), x.shape), jax.random.uniform(rngs(), x.shape)])


# %% ask
def ask(f, seed, size):
    return {"draws": f(nnx.Rngs(seed), jnp.zeros(size))}
