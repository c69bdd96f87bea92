"""Draw after seeding, and once more with another draw in between."""

import jax
import jax.numpy as jnp
from flax import nnx


# %% function
@nnx.jit
def f(rngs, x):
    return jax.random.uniform(rngs(), x.shape)


# %% ask
def ask(f, seed, size):
    x = jnp.zeros(size)
    first = f(nnx.Rngs(seed), x)
    rngs = nnx.Rngs(seed)
    f(rngs, jnp.zeros([size, 2]))
    again = f(rngs, x)
    return {"first": first, "again": again}
