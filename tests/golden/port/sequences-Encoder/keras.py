"""Encoder for Keras 3.

tokens: int64 (batch, seq)
"""

import keras
from keras import layers, ops


def attention_with_dropout(q, k, v, *, dropout, bias=None, mask=None, scale=None, is_causal=False):
    """Attention over (batch, tokens, heads, features) that drops attention weights."""
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = ops.einsum("bqhd,bkhd->bhqk", q, k) * scale
    if bias is not None:
        scores = scores + bias
    if is_causal:
        causal = ops.tril(ops.ones_like(scores[:1, :1]))
        scores = ops.where(causal > 0, scores, float("-inf"))
    if mask is not None:
        scores = ops.where(mask, scores, -1e30)
    weights = ops.softmax(scores)
    if mask is not None:
        weights = ops.where(mask, weights, 0)
    return ops.einsum("bhqk,bkhd->bqhd", dropout(weights), v)


class MultiheadAttention(layers.Layer):
    """Allows the model to jointly attend to information from different representation subspaces."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.in_proj_weight = self.add_weight(
            shape=(48, 16),
            initializer=keras.initializers.RandomNormal(stddev=0.18),
            name="in_proj_weight",
        )
        self.in_proj_bias = self.add_weight(shape=(48,), initializer="zeros", name="in_proj_bias")
        self.out_proj = layers.Dense(16)
        self.attention_dropout = layers.Dropout(0.1)

    def call(self, query):
        folded = ops.reshape(
            ops.matmul(query, ops.transpose(self.in_proj_weight)) + self.in_proj_bias,
            (ops.shape(query)[0], ops.shape(query)[1], 3, 16),
        )  # (batch, seq, 3, 16)
        attended = attention_with_dropout(
            ops.transpose(
                ops.reshape(
                    ops.transpose(folded[:, :, 0], (1, 0, 2)),
                    (ops.shape(query)[1], ops.shape(query)[0], 2, 8),
                ),
                (1, 0, 2, 3),
            ),
            ops.transpose(
                ops.reshape(
                    ops.transpose(folded[:, :, 1], (1, 0, 2)),
                    (ops.shape(query)[1], ops.shape(query)[0], 2, 8),
                ),
                (1, 0, 2, 3),
            ),
            ops.transpose(
                ops.reshape(
                    ops.transpose(folded[:, :, 2], (1, 0, 2)),
                    (ops.shape(query)[1], ops.shape(query)[0], 2, 8),
                ),
                (1, 0, 2, 3),
            ),
            dropout=self.attention_dropout,
        )  # (batch, seq, 2, 8)
        return ops.reshape(
            self.out_proj(ops.reshape(ops.transpose(attended, (1, 0, 2, 3)), (-1, 16))),
            (ops.shape(query)[1], ops.shape(query)[0], 16),
        )


class TransformerEncoderLayer(layers.Layer):
    """TransformerEncoderLayer is made up of self-attn and feedforward network."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.self_attn = MultiheadAttention()
        self.linear1 = layers.Dense(24)
        self.dropout = layers.Dropout(0.1)
        self.linear2 = layers.Dense(16)
        self.norm1 = layers.LayerNormalization(epsilon=1e-05)
        self.norm2 = layers.LayerNormalization(epsilon=1e-05)
        self.dropout1 = layers.Dropout(0.1)
        self.dropout2 = layers.Dropout(0.1)

    def call(self, src):
        x = self.norm1(src + ops.transpose(self.dropout1(self.self_attn(src)), (1, 0, 2)))
        return self.norm2(x + self.dropout2(self.linear2(self.dropout(ops.relu(self.linear1(x))))))


class TransformerEncoder(layers.Layer):
    """TransformerEncoder is a stack of N encoder layers."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.layers = [TransformerEncoderLayer() for _ in range(2)]

    def call(self, src):
        for layer in self.layers:
            src = layer(src)  # (batch, seq, 16)
        return src


class Encoder(keras.Model):
    """PyTorch's own transformer encoder."""

    def __init__(self, vocab=20, dim=16, **kwargs):
        super().__init__(**kwargs)
        self.embed = layers.Embedding(vocab, dim)
        self.encoder = TransformerEncoder()
        self.head = layers.Dense(3)

    def call(self, tokens):
        x = self.encoder(self.embed(tokens))  # (batch, seq, 16)
        return self.head(ops.mean(x, axis=1))
