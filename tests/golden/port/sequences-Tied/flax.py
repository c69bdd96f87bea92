"""Tied for Flax NNX.

tokens: int64 (batch, seq)
"""

import jax.numpy as jnp
from flax import nnx


class Tied(nnx.Module):
    """The output layer has the embedding's weight."""

    def __init__(self, vocab=20, dim=8, *, rngs: nnx.Rngs):
        self.embed = nnx.Embed(vocab, dim, rngs=rngs)
        self.mix = nnx.Linear(dim, dim, rngs=rngs)

    def __call__(self, tokens):
        return jnp.tanh(self.mix(self.embed(tokens))) @ self.embed.embedding[...].T
