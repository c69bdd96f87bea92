"""ResNet for Keras 3.

x: float32 (batch, 32, 32, 3), channels last
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


class BatchNorm(layers.BatchNormalization):
    """Batch norm that keeps the unbiased running variance, as the source does (Keras: biased)."""

    def call(self, x, training=None):
        kept = self.momentum * ops.convert_to_tensor(self.moving_variance)
        y = super().call(x, training=training)
        if training and self.trainable:
            count = ops.cast(ops.size(x) // ops.shape(x)[-1], kept.dtype)
            self.moving_variance.assign(kept + (self.moving_variance - kept) * count / (count - 1))
        return y


def max_pool(x, window, strides, margin):
    """Max pooling behind explicit padding that never wins: one size, or a pair for each axis."""
    if isinstance(margin, int):
        margin = ((margin, margin),) * (len(x.shape) - 2)
    x = ops.pad(x, ((0, 0), *margin, (0, 0)), constant_values=float("-inf"))
    return ops.max_pool(x, window, strides)


class BasicBlock(layers.Layer):
    """Two convolutions around a shortcut, which is projected where the shape changes."""

    def __init__(self, outputs, with_shortcut, stride=1, **kwargs):
        super().__init__(**kwargs)
        self.conv1 = PaddedConv2D(outputs, 3, strides=stride, margin=1, use_bias=False)
        self.bn1 = BatchNorm(momentum=0.9, epsilon=1e-05)
        self.conv2 = layers.Conv2D(outputs, 3, padding="same", use_bias=False)
        self.bn2 = BatchNorm(momentum=0.9, epsilon=1e-05)
        self.shortcut = (
            keras.Sequential(
                [
                    layers.Conv2D(outputs, 1, strides=2, use_bias=False),
                    BatchNorm(momentum=0.9, epsilon=1e-05),
                ]
            )
            if with_shortcut
            else layers.Identity()
        )

    def call(self, x):
        identity = self.shortcut(x)  # (batch, 4, 4, 16)
        out = ops.relu(self.bn1(self.conv1(x)))  # (batch, 4, 4, 16)
        out = self.bn2(self.conv2(out))  # (batch, 4, 4, 16)
        return ops.relu(out + identity)


class ResNet(keras.Model):
    """A small residual network."""

    def __init__(self, width=8, classes=10, **kwargs):
        super().__init__(**kwargs)
        self.stem = PaddedConv2D(width, 7, strides=2, margin=3, use_bias=False)
        self.norm = BatchNorm(momentum=0.9, epsilon=1e-05)
        self.stage1 = keras.Sequential([BasicBlock(width, False, stride=1) for _ in range(2)])
        self.stage2 = keras.Sequential(
            [BasicBlock(2 * width, True, stride=2), BasicBlock(2 * width, False, stride=1)]
        )
        self.fc = layers.Dense(classes)

    def call(self, x):
        x = max_pool(ops.relu(self.norm(self.stem(x))), 3, 2, margin=1)  # (batch, 8, 8, 8)
        x = self.stage2(self.stage1(x))  # (batch, 4, 4, 16)
        x = ops.reshape(ops.mean(x, axis=(1, 2), keepdims=True), (-1, 16))  # (batch, 16)
        return self.fc(x)
