"""Tied for Keras 3.

tokens: int64 (batch, seq)
"""

import keras
from keras import layers, ops


class Tied(keras.Model):
    """The output layer has the embedding's weight."""

    def __init__(self, vocab=20, dim=8, **kwargs):
        super().__init__(**kwargs)
        self.embed = layers.Embedding(vocab, dim)
        self.mix = layers.Dense(dim)

    def call(self, tokens):
        return ops.matmul(
            ops.tanh(self.mix(self.embed(tokens))), ops.transpose(self.embed.embeddings)
        )
