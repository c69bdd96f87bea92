"""Exotic for Flax NNX.

image: float32 (batch, 8, 8, 3), channels last
mask: bool (batch, 16)
"""

import math

import jax
import jax.numpy as jnp
from flax import nnx


def batch_norm(x, scale, bias, mean, variance, *, momentum, epsilon, train):
    """Batch norm over the last axis; `mean` and `variance` keep the running (unbiased) ones."""
    if train:
        axes = tuple(range(x.ndim - 1))
        count = x.size // x.shape[-1]
        now, spread = x.mean(axis=axes), x.var(axis=axes)
        mean[...] = momentum * mean[...] + (1 - momentum) * now
        unbiased = spread * count / (count - 1)
        variance[...] = momentum * variance[...] + (1 - momentum) * unbiased
    else:
        now, spread = mean[...], variance[...]
    y = (x - now) * jax.lax.rsqrt(spread + epsilon)
    y = y if scale is None else y * scale
    return y if bias is None else y + bias


def layer_norm(x, scale, bias, epsilon):
    """Layer norm over the last axis with given scale and bias."""
    mean = x.mean(axis=-1, keepdims=True)
    variance = jnp.square(x - mean).mean(axis=-1, keepdims=True)
    y = (x - mean) * jax.lax.rsqrt(variance + epsilon)
    y = y if scale is None else y * scale
    return y if bias is None else y + bias


def masked_attention(q, k, v, *, mask, **options):
    """Attention whose wholly masked rows are 0, as in the source (jax: the mean of v)."""
    y = jax.nn.dot_product_attention(q, k, v, mask=mask, **options)
    seen = jnp.moveaxis(mask.any(axis=-1), 1, 2)[..., None]
    return jnp.where(seen, y, 0)


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


def resize(x, size, method, align_corners=False, scale=None):
    """Resize channels-last images axis by axis, with the source's coordinates and coefficients."""
    for axis, new in enumerate(size, start=1):
        old = x.shape[axis]
        ratio = old / new if scale is None else 1 / scale[axis - 1]
        if method == "nearest":
            rows = [min(math.floor(i * ratio), old - 1) for i in range(new)]
            x = jnp.take(x, jnp.array(rows), axis=axis)
            continue
        if align_corners:
            places = [i * (old - 1) / max(new - 1, 1) for i in range(new)]
        else:
            places = [(i + 0.5) * ratio - 0.5 for i in range(new)]
        if method == "linear":
            places = [max(place, 0.0) for place in places]
        total = 0
        for offset in (0, 1) if method == "linear" else (-1, 0, 1, 2):
            rows = [min(max(math.floor(p) + offset, 0), old - 1) for p in places]
            distances = [abs(p - math.floor(p) - offset) for p in places]
            weights = [_weight(d, method) for d in distances]
            shape = [new if a == axis else 1 for a in range(x.ndim)]
            part = jnp.take(x, jnp.array(rows), axis=axis)
            total = total + part * jnp.array(weights, x.dtype).reshape(shape)
        x = total
    return x


def _weight(d, method):
    """Of a sample at distance `d`: linear, or cubic with a = -3/4."""
    if method == "linear":
        return 1 - d
    if d <= 1:
        return (1.25 * d - 2.25) * d * d + 1
    return ((-0.75 * d + 3.75) * d - 6) * d + 3


class BatchNormAct(nnx.Module):
    """Batch norm and its activation in one, by the function."""

    def __init__(self, *, rngs: nnx.Rngs):
        self.weight = nnx.Param(jnp.ones((8,)))
        self.bias = nnx.Param(jnp.zeros((8,)))
        self.running_mean = nnx.BatchStat(jnp.zeros((8,)))
        self.running_var = nnx.BatchStat(jnp.ones((8,)))
        self.use_running_average = False

    def __call__(self, x):
        x = batch_norm(
            x,
            self.weight[...],
            self.bias[...],
            self.running_mean,
            self.running_var,
            momentum=0.9,
            epsilon=1e-05,
            train=not self.use_running_average,
        )  # (batch, 4, 4, 8)
        return nnx.relu(x)


class ChannelNorm(nnx.Module):
    """Layer norm over the channels of an image."""

    def __init__(self, *, rngs: nnx.Rngs):
        self.weight = nnx.Param(jnp.ones((8,)))
        self.bias = nnx.Param(jnp.zeros((8,)))

    def __call__(self, x):
        x = layer_norm(x, self.weight[...], self.bias[...], epsilon=1e-05)  # (batch, 4, 4, 8)
        return x


class DropPath(nnx.Module):
    """Stochastic depth: a branch is dropped for whole samples."""

    def __init__(self, rate=0.0, *, rngs: nnx.Rngs):
        self.drop = nnx.Dropout(rate, broadcast_dims=(1, 2, 3), rngs=rngs)

    def __call__(self, x):
        return self.drop(x)


class Block(nnx.Module):
    """A residual block whose stochastic depth may be off."""

    def __init__(self, channels, rate, with_drop_path, *, rngs: nnx.Rngs):
        self.scale = nnx.Param(jnp.full((1, 1, channels), 0.1))
        self.conv = nnx.Conv(
            channels, channels, (3, 3), padding=1, feature_group_count=channels, rngs=rngs
        )
        self.norm = ChannelNorm(rngs=rngs)
        self.drop_path = DropPath(rate, rngs=rngs) if with_drop_path else (lambda x: x)

    def __call__(self, x):
        shortcut = x
        x = self.norm(self.conv(x))  # (batch, 4, 4, 8)
        x = self.drop_path(x * self.scale[...])  # (batch, 4, 4, 8)
        return x + shortcut


class MaskedAttention(nnx.Module):
    """Attention that drops weights and sees only some tokens."""

    def __init__(self, dim, heads, *, rngs: nnx.Rngs):
        self.dim = dim
        self.heads = heads
        self.qkv = nnx.Linear(dim, 3 * dim, rngs=rngs)
        self.attention_dropout = nnx.Dropout(0.2, rngs=rngs)

    def __call__(self, x, mask):
        qkv = self.qkv(x).reshape(-1, 16, 3, 2, self.dim // self.heads)  # (batch, 16, 3, 2, 4)
        q, k, v = jnp.unstack(qkv, axis=2)
        x = attention_with_dropout(
            q,
            k,
            v,
            mask=jnp.expand_dims(jnp.expand_dims(mask, 1), 2),
            dropout=self.attention_dropout,
        )  # (batch, 16, 2, 4)
        return x.reshape(-1, 16, 8)


class Exotic(nnx.Module):
    """An image becomes masked tokens."""

    def __init__(self, channels=8, classes=5, *, rngs: nnx.Rngs):
        self.channels = channels
        self.stem = nnx.Conv(3, channels, (3, 3), strides=2, padding=1, use_bias=False, rngs=rngs)
        self.bn = BatchNormAct(rngs=rngs)
        self.blocks = nnx.Sequential(
            Block(channels, 0.0, with_drop_path=False, rngs=rngs),
            Block(channels, 0.1, with_drop_path=True, rngs=rngs),
            Block(channels, 0.2, with_drop_path=True, rngs=rngs),
        )
        self.attention = MaskedAttention(channels, 2, rngs=rngs)
        self.head = nnx.Linear(channels, classes, rngs=rngs)
        self.dropout = nnx.Dropout(0.3, rngs=rngs)

    def __call__(self, image, mask):
        x = self.blocks(self.bn(self.stem(image)))  # (batch, 4, 4, 8)
        x = resize(x, (8, 8), "nearest", scale=(2.0, 2.0))  # (batch, 8, 8, 8)
        x = resize(x, (4, 4), "linear")  # (batch, 4, 4, 8)
        x = self.attention(x.reshape(-1, 16, self.channels), mask)  # (batch, 16, 8)
        x = self.dropout(x)  # (batch, 16, 8)
        return self.head(jnp.mean(x, axis=1))
