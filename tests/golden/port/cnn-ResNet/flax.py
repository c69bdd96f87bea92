"""ResNet for Flax NNX.

x: float32 (batch, 32, 32, 3), channels last
"""

import jax.numpy as jnp
from flax import nnx


class BatchNorm(nnx.BatchNorm):
    """Batch norm that keeps the unbiased running variance, as the source does (nnx: the biased)."""

    def __call__(self, x):
        if self.use_running_average:
            return super().__call__(x)
        count, before = x.size // x.shape[-1], self.var[...]
        y = super().__call__(x)
        kept = self.momentum * before
        self.var[...] = kept + (self.var[...] - kept) * count / (count - 1)
        return y


class BasicBlock(nnx.Module):
    """Two convolutions around a shortcut, which is projected where the shape changes."""

    def __init__(self, inputs, outputs, with_shortcut, stride=1, *, rngs: nnx.Rngs):
        self.conv1 = nnx.Conv(
            inputs, outputs, (3, 3), strides=stride, padding=1, use_bias=False, rngs=rngs
        )
        self.bn1 = BatchNorm(
            outputs, momentum=0.9, epsilon=1e-05, use_fast_variance=False, rngs=rngs
        )
        self.conv2 = nnx.Conv(outputs, outputs, (3, 3), padding=1, use_bias=False, rngs=rngs)
        self.bn2 = BatchNorm(
            outputs, momentum=0.9, epsilon=1e-05, use_fast_variance=False, rngs=rngs
        )
        self.shortcut = (
            nnx.Sequential(
                nnx.Conv(inputs, outputs, (1, 1), strides=2, padding=0, use_bias=False, rngs=rngs),
                BatchNorm(outputs, momentum=0.9, epsilon=1e-05, use_fast_variance=False, rngs=rngs),
            )
            if with_shortcut
            else (lambda x: x)
        )

    def __call__(self, x):
        identity = self.shortcut(x)  # (batch, 4, 4, 16)
        out = nnx.relu(self.bn1(self.conv1(x)))  # (batch, 4, 4, 16)
        out = self.bn2(self.conv2(out))  # (batch, 4, 4, 16)
        return nnx.relu(out + identity)


class ResNet(nnx.Module):
    """A small residual network."""

    def __init__(self, width=8, classes=10, *, rngs: nnx.Rngs):
        self.stem = nnx.Conv(3, width, (7, 7), strides=2, padding=3, use_bias=False, rngs=rngs)
        self.norm = BatchNorm(
            width, momentum=0.9, epsilon=1e-05, use_fast_variance=False, rngs=rngs
        )
        self.stage1 = nnx.Sequential(
            *[BasicBlock(width, width, with_shortcut=False, stride=1, rngs=rngs) for _ in range(2)]
        )
        self.stage2 = nnx.Sequential(
            BasicBlock(width, 2 * width, with_shortcut=True, stride=2, rngs=rngs),
            BasicBlock(2 * width, 2 * width, with_shortcut=False, stride=1, rngs=rngs),
        )
        self.fc = nnx.Linear(2 * width, classes, rngs=rngs)

    def __call__(self, x):
        x = nnx.max_pool(
            nnx.relu(self.norm(self.stem(x))), (3, 3), strides=(2, 2), padding=((1, 1), (1, 1))
        )  # (batch, 8, 8, 8)
        x = self.stage2(self.stage1(x))  # (batch, 4, 4, 16)
        x = jnp.mean(x, axis=(1, 2), keepdims=True).reshape(-1, 16)  # (batch, 16)
        return self.fc(x)
