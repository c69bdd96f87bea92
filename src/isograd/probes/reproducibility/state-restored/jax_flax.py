"""Save the state of a dropout layer's streams between two calls, and go back to it."""

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
    other = f(dropout, x)
    state = nnx.clone(nnx.state(dropout, nnx.RngState))
    first = f(dropout, x)
    nnx.update(dropout, state)
    again = f(dropout, x)
    return {"first": first, "again": again, "other": other}
