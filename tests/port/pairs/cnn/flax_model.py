"""The same network for Flax NNX, channels last."""

import jax
import jax.numpy as jnp
from flax import nnx


class BatchNorm(nnx.BatchNorm):
    """Keeps the unbiased running variance, as the source does."""

    def __call__(self, x):
        if self.use_running_average:
            return super().__call__(x)
        count, before = x.size // x.shape[-1], self.var[...]
        y = super().__call__(x)
        kept = self.momentum * before
        self.var[...] = kept + (self.var[...] - kept) * count / (count - 1)
        return y


class Residual(nnx.Module):
    def __init__(self, width: int, *, rngs: nnx.Rngs):
        self.conv = nnx.Conv(width, width, (3, 3), padding=1, use_bias=False, rngs=rngs)
        self.norm = BatchNorm(width, momentum=0.9, epsilon=1e-5, use_fast_variance=False, rngs=rngs)

    def __call__(self, x):
        return jax.nn.silu(x + self.norm(self.conv(x)))


class Net(nnx.Module):
    def __init__(self, width: int = 6, classes: int = 5, *, rngs: nnx.Rngs):
        self.stem = nnx.Conv(3, width, (3, 3), strides=2, padding=1, rngs=rngs)
        self.blocks = nnx.List(Residual(width, rngs=rngs) for _ in range(2))
        self.drop = nnx.Dropout(0.2, rngs=rngs)
        self.hidden = nnx.Linear(width * 16, 8, rngs=rngs)
        self.mixed = nnx.Linear(8, 8, rngs=rngs)
        self.head = nnx.Linear(8, classes, rngs=rngs)

    def __call__(self, image):
        x = self.stem(image)
        for block in self.blocks:
            x = block(x)
        x = self.drop(x.reshape(x.shape[0], -1))
        x = jnp.tanh(self.mixed(jnp.tanh(self.hidden(x))))
        return {"logits": self.head(x), "features": x}
