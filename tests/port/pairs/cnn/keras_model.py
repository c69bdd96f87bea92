"""The same network for Keras 3, channels last."""

import keras
from keras import layers, ops


class BatchNorm(layers.BatchNormalization):
    """Keeps the unbiased running variance, as the source does."""

    def call(self, x, training=None):
        kept = self.momentum * ops.convert_to_tensor(self.moving_variance)
        y = super().call(x, training=training)
        if training:
            count = ops.cast(ops.size(x) // ops.shape(x)[-1], kept.dtype)
            grown = kept + (self.moving_variance - kept) * count / (count - 1)
            self.moving_variance.assign(grown)
        return y


class Residual(layers.Layer):
    def __init__(self, width, **kwargs):
        super().__init__(**kwargs)
        self.conv = layers.Conv2D(width, 3, padding="same", use_bias=False)
        self.norm = BatchNorm(momentum=0.9, epsilon=1e-5)

    def call(self, x):
        return ops.silu(x + self.norm(self.conv(x)))


class Net(keras.Model):
    def __init__(self, width=6, classes=5, **kwargs):
        super().__init__(**kwargs)
        self.pad = layers.ZeroPadding2D(1)
        self.stem = layers.Conv2D(width, 3, strides=2)
        self.blocks = [Residual(width) for _ in range(2)]
        self.drop = layers.Dropout(0.2)
        self.hidden = layers.Dense(8)
        self.mixed = layers.Dense(8)
        self.head = layers.Dense(classes)

    def call(self, image):
        x = self.stem(self.pad(image))
        for block in self.blocks:
            x = block(x)
        x = self.drop(ops.reshape(x, (ops.shape(x)[0], -1)))
        x = ops.tanh(self.mixed(ops.tanh(self.hidden(x))))
        return {"logits": self.head(x), "features": x}
