"""Exotic for Keras 3.

image: float32 (batch, 8, 8, 3), channels last
mask: bool (batch, 16)
"""

import keras
from keras import layers, ops


class PaddedConv2D(layers.Conv2D):
    """A convolution behind explicit zeros ("same" pads a strided one on one side only)."""

    def __init__(self, filters, kernel_size, *, margin, **kwargs):
        super().__init__(filters, kernel_size, **kwargs)
        self.margin = margin  # the same everywhere, or a pair for each axis

    def pairs(self):
        one = (self.margin, self.margin)
        return (one,) * self.rank if isinstance(self.margin, int) else tuple(self.margin)

    def call(self, x):
        return super().call(ops.pad(x, ((0, 0), *self.pairs(), (0, 0))))

    def compute_output_shape(self, input_shape):
        pairs = zip(input_shape[1:-1], self.pairs(), strict=True)
        inner = [None if size is None else low + size + high for size, (low, high) in pairs]
        return super().compute_output_shape((input_shape[0], *inner, input_shape[-1]))

    def get_config(self):
        return {**super().get_config(), "margin": self.margin}


def batch_norm(x, gamma, beta, mean, variance, *, momentum, epsilon, training):
    """Batch norm over the last axis; `mean` and `variance` keep the running (unbiased) ones."""
    now, spread = ops.convert_to_tensor(mean), ops.convert_to_tensor(variance)
    if training:
        before_mean, before_spread = now, spread
        axes = tuple(range(len(x.shape) - 1))
        now, spread = ops.mean(x, axis=axes), ops.var(x, axis=axes)
        count = ops.cast(ops.size(x) // ops.shape(x)[-1], spread.dtype)
        unbiased = spread * count / (count - 1)
        mean.assign(momentum * before_mean + (1 - momentum) * now)
        variance.assign(momentum * before_spread + (1 - momentum) * unbiased)
    y = (x - now) * ops.rsqrt(spread + epsilon)
    y = y if gamma is None else y * gamma
    return y if beta is None else y + beta


def layer_norm(x, scale, bias, epsilon):
    """Layer norm over the last axis with given scale and bias."""
    centred = x - ops.mean(x, axis=-1, keepdims=True)
    spread = ops.mean(ops.square(centred), axis=-1, keepdims=True)
    y = centred * ops.rsqrt(spread + epsilon)
    y = y if scale is None else y * scale
    return y if bias is None else y + bias


def masked_attention(q, k, v, *, mask, **options):
    """Attention whose wholly masked rows are 0, as in the source (Keras: the mean of v)."""
    y = ops.dot_product_attention(q, k, v, mask=mask, **options)
    seen = ops.expand_dims(ops.transpose(ops.any(mask, axis=-1), (0, 2, 1)), -1)
    return ops.where(seen, y, 0)


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


def linear_resize(x, sizes, align_corners=False):
    """Linear interpolation to `sizes`, axis by axis, as in the source (without antialiasing)."""
    for axis, size in enumerate(sizes, start=1):
        n = x.shape[axis]
        if align_corners:
            places = [i * (n - 1) / max(size - 1, 1) for i in range(size)]
        else:
            places = [max((i + 0.5) * n / size - 0.5, 0) for i in range(size)]
        low = [int(place) for place in places]
        high = [min(one + 1, n - 1) for one in low]
        weight = [place - one for place, one in zip(places, low, strict=True)]
        shape = [size if place == axis else 1 for place in range(len(x.shape))]
        weight = ops.reshape(ops.convert_to_tensor(weight, dtype=x.dtype), shape)
        x = ops.take(x, low, axis=axis) * (1 - weight) + ops.take(x, high, axis=axis) * weight
    return x


class BatchNormAct(layers.Layer):
    """Batch norm and its activation in one, by the function."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.weight = self.add_weight(shape=(8,), initializer="ones", name="weight")
        self.bias = self.add_weight(shape=(8,), initializer="zeros", name="bias")
        self.running_mean = self.add_weight(
            shape=(8,), initializer="zeros", trainable=False, name="running_mean"
        )
        self.running_var = self.add_weight(
            shape=(8,), initializer="ones", trainable=False, name="running_var"
        )

    def call(self, x, training=None):
        x = batch_norm(
            x,
            self.weight,
            self.bias,
            self.running_mean,
            self.running_var,
            momentum=0.9,
            epsilon=1e-05,
            training=training,
        )  # (batch, 4, 4, 8)
        return ops.relu(x)


class ChannelNorm(layers.Layer):
    """Layer norm over the channels of an image."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.weight = self.add_weight(shape=(8,), initializer="ones", name="weight")
        self.bias = self.add_weight(shape=(8,), initializer="zeros", name="bias")

    def call(self, x):
        x = layer_norm(x, self.weight, self.bias, epsilon=1e-05)  # (batch, 4, 4, 8)
        return x


class DropPath(layers.Layer):
    """Stochastic depth: a branch is dropped for whole samples."""

    def __init__(self, rate=0.0, **kwargs):
        super().__init__(**kwargs)
        self.drop = layers.Dropout(rate, noise_shape=(None, 1, 1, 1))

    def call(self, x):
        return self.drop(x)


class Block(layers.Layer):
    """A residual block whose stochastic depth may be off."""

    def __init__(self, channels, rate, with_drop_path, **kwargs):
        super().__init__(**kwargs)
        self.scale = self.add_weight(
            shape=(1, 1, channels), initializer=keras.initializers.Constant(0.1), name="scale"
        )
        self.conv = layers.Conv2D(channels, 3, padding="same", groups=channels)
        self.norm = ChannelNorm()
        self.drop_path = DropPath(rate) if with_drop_path else layers.Identity()

    def call(self, x):
        shortcut = x
        x = self.norm(self.conv(x))  # (batch, 4, 4, 8)
        x = self.drop_path(x * self.scale)  # (batch, 4, 4, 8)
        return x + shortcut


class MaskedAttention(layers.Layer):
    """Attention that drops weights and sees only some tokens."""

    def __init__(self, dim, heads, **kwargs):
        super().__init__(**kwargs)
        self.dim = dim
        self.heads = heads
        self.qkv = layers.Dense(3 * dim)
        self.attention_dropout = layers.Dropout(0.2)

    def call(self, x, mask):
        qkv = ops.reshape(self.qkv(x), (-1, 16, 3, 2, self.dim // self.heads))
        q, k, v = ops.unstack(qkv, axis=2)
        x = attention_with_dropout(
            q,
            k,
            v,
            mask=ops.expand_dims(ops.expand_dims(mask, 1), 2),
            dropout=self.attention_dropout,
        )  # (batch, 16, 2, 4)
        return ops.reshape(x, (-1, 16, 8))


class Exotic(keras.Model):
    """An image becomes masked tokens."""

    def __init__(self, channels=8, classes=5, **kwargs):
        super().__init__(**kwargs)
        self.channels = channels
        self.stem = PaddedConv2D(channels, 3, strides=2, margin=1, use_bias=False)
        self.bn = BatchNormAct()
        self.blocks = keras.Sequential(
            [
                Block(channels, 0.0, with_drop_path=False),
                Block(channels, 0.1, with_drop_path=True),
                Block(channels, 0.2, with_drop_path=True),
            ]
        )
        self.attention = MaskedAttention(channels, 2)
        self.head = layers.Dense(classes)
        self.dropout = layers.Dropout(0.3)

    def call(self, image, mask):
        x = self.blocks(self.bn(self.stem(image)))  # (batch, 4, 4, 8)
        x = ops.repeat(ops.repeat(x, 2, axis=1), 2, axis=2)  # (batch, 8, 8, 8)
        x = linear_resize(x, (4, 4))  # (batch, 4, 4, 8)
        x = self.attention(ops.reshape(x, (-1, 16, self.channels)), mask)  # (batch, 16, 8)
        x = self.dropout(x)  # (batch, 16, 8)
        return self.head(ops.mean(x, axis=1))
