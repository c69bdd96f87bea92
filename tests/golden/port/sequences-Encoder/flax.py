"""Encoder for Flax NNX.

tokens: int64 (batch, seq)
"""

import jax
import jax.numpy as jnp
from flax import nnx


def attention_with_dropout(q, k, v, *, dropout, bias=None, mask=None, scale=None, is_causal=False):
    """Attention over (batch, tokens, heads, features) that drops attention weights."""
    scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) * (q.shape[-1] ** -0.5 if scale is None else scale)
    if bias is not None:
        scores = scores + bias
    if is_causal:
        causal = jnp.tril(jnp.ones(scores.shape[-2:], bool))
        scores = jnp.where(causal, scores, -jnp.inf)
    if mask is not None:
        scores = jnp.where(mask, scores, jnp.finfo(scores.dtype).min)
    weights = nnx.softmax(scores)
    if mask is not None:
        weights = jnp.where(mask, weights, 0)
    return jnp.einsum("bhqk,bkhd->bqhd", dropout(weights), v)


class MultiheadAttention(nnx.Module):
    """Allows the model to jointly attend to information from different representation subspaces."""

    def __init__(self, *, rngs: nnx.Rngs):
        self.in_proj_weight = nnx.Param(0.18 * jax.random.normal(rngs.params(), (48, 16)))
        self.in_proj_bias = nnx.Param(jnp.zeros((48,)))
        self.out_proj = nnx.Linear(16, 16, rngs=rngs)
        self.attention_dropout = nnx.Dropout(0.1, rngs=rngs)

    def __call__(self, query):
        folded = (query @ self.in_proj_weight[...].T + self.in_proj_bias[...]).reshape(
            query.shape[0], query.shape[1], 3, 16
        )  # (batch, seq, 3, 16)
        attended = attention_with_dropout(
            folded[:, :, 0]
            .transpose(1, 0, 2)
            .reshape(query.shape[1], query.shape[0], 2, 8)
            .transpose(1, 0, 2, 3),
            folded[:, :, 1]
            .transpose(1, 0, 2)
            .reshape(query.shape[1], query.shape[0], 2, 8)
            .transpose(1, 0, 2, 3),
            folded[:, :, 2]
            .transpose(1, 0, 2)
            .reshape(query.shape[1], query.shape[0], 2, 8)
            .transpose(1, 0, 2, 3),
            dropout=self.attention_dropout,
        )  # (batch, seq, 2, 8)
        return self.out_proj(attended.transpose(1, 0, 2, 3).reshape(-1, 16)).reshape(
            query.shape[1], query.shape[0], 16
        )


class TransformerEncoderLayer(nnx.Module):
    """TransformerEncoderLayer is made up of self-attn and feedforward network."""

    def __init__(self, *, rngs: nnx.Rngs):
        self.self_attn = MultiheadAttention(rngs=rngs)
        self.linear1 = nnx.Linear(16, 24, rngs=rngs)
        self.dropout = nnx.Dropout(0.1, rngs=rngs)
        self.linear2 = nnx.Linear(24, 16, rngs=rngs)
        self.norm1 = nnx.LayerNorm(16, epsilon=1e-05, use_fast_variance=False, rngs=rngs)
        self.norm2 = nnx.LayerNorm(16, epsilon=1e-05, use_fast_variance=False, rngs=rngs)
        self.dropout1 = nnx.Dropout(0.1, rngs=rngs)
        self.dropout2 = nnx.Dropout(0.1, rngs=rngs)

    def __call__(self, src):
        x = self.norm1(src + self.dropout1(self.self_attn(src)).transpose(1, 0, 2))
        return self.norm2(x + self.dropout2(self.linear2(self.dropout(nnx.relu(self.linear1(x))))))


class TransformerEncoder(nnx.Module):
    """TransformerEncoder is a stack of N encoder layers."""

    def __init__(self, *, rngs: nnx.Rngs):
        self.layers = nnx.List([TransformerEncoderLayer(rngs=rngs) for _ in range(2)])

    def __call__(self, src):
        for layer in self.layers:
            src = layer(src)  # (batch, seq, 16)
        return src


class Encoder(nnx.Module):
    """PyTorch's own transformer encoder."""

    def __init__(self, vocab=20, dim=16, *, rngs: nnx.Rngs):
        self.embed = nnx.Embed(vocab, dim, rngs=rngs)
        self.encoder = TransformerEncoder(rngs=rngs)
        self.head = nnx.Linear(dim, 3, rngs=rngs)

    def __call__(self, tokens):
        x = self.encoder(self.embed(tokens))  # (batch, seq, 16)
        return self.head(jnp.mean(x, axis=1))
