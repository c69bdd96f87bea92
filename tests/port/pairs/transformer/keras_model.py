"""The same transformer for Keras 3."""

import keras
from keras import layers, ops


class Block(layers.Layer):
    def __init__(self, dim, heads, dropout, **kwargs):
        super().__init__(**kwargs)
        self.heads = heads
        self.norm1 = layers.LayerNormalization(epsilon=1e-5)
        self.qkv = layers.Dense(3 * dim)
        self.proj = layers.Dense(dim)
        self.drop = layers.Dropout(dropout)
        self.norm2 = layers.LayerNormalization(epsilon=1e-5)
        self.mlp = keras.Sequential([layers.Dense(2 * dim, activation="gelu"), layers.Dense(dim)])

    def call(self, x):
        batch, length, dim = ops.shape(x)
        qkv = self.qkv(self.norm1(x))
        qkv = ops.reshape(qkv, (batch, length, 3, self.heads, dim // self.heads))
        q, k, v = ops.unstack(qkv, axis=2)
        y = ops.dot_product_attention(q, k, v, is_causal=True)
        x = x + self.drop(self.proj(ops.reshape(y, (batch, length, dim))))
        return x + self.mlp(self.norm2(x))


class Transformer(keras.Model):
    def __init__(self, tokens=11, dim=8, heads=2, depth=2, dropout=0.1, **kwargs):
        super().__init__(**kwargs)
        self.embed = layers.ReversibleEmbedding(tokens, dim)
        self.scale = self.add_weight(shape=(dim,), initializer="ones", trainable=False)
        self.blocks = [Block(dim, heads, dropout) for _ in range(depth)]
        self.norm = layers.LayerNormalization(epsilon=1e-5)

    def call(self, ids, shift):
        x = self.embed(ids) * self.scale + shift
        for block in self.blocks:
            x = block(x)
        logits = self.embed(self.norm(x), reverse=True)
        return logits, ops.argmax(logits, axis=-1)
