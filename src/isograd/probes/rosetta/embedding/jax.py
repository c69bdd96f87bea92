"""Embedding."""

import jax.numpy as jnp
from flax import nnx


# %% snippet
def f(table, tokens):
    layer = nnx.Embed(*table.shape, rngs=nnx.Rngs(0))
    layer.embedding.value = table
    return layer(tokens)


# %% ask
def ask(table, tokens):
    return {"y": f(jnp.array(table), jnp.array(tokens))}
