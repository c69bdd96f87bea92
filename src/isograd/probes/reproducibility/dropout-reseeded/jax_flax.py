"""Apply dropout, once more, and again after the same seed."""

import jax.numpy as jnp
from flax import nnx


# %% function
@nnx.jit
def f(dropout, x):
    return dropout(x)


# %% ask
def ask(f, seed, x):
    x = jnp.array(x)
    dropout = nnx.Dropout(0.5, rngs=nnx.Rngs(dropout=seed))
    first = f(dropout, x)
    other = f(dropout, x)
    nnx.reseed(dropout, dropout=seed)
    again = f(dropout, x)
    return {"first": first, "other": other, "again": again}
