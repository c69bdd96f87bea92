"""LeNet for Flax NNX.

image: float32 (batch, 28, 28, 1), channels last
"""

import jax.numpy as jnp
from flax import nnx


class LeNet(nnx.Module):
    """Convolutions without padding in one chain, flattened in front of linear layers."""

    def __init__(self, classes=10, *, rngs: nnx.Rngs):
        self.features = nnx.Sequential(
            nnx.Conv(1, 6, (5, 5), padding=0, rngs=rngs),
            nnx.relu,
            lambda x: nnx.max_pool(x, (2, 2), strides=(2, 2)),
            nnx.Conv(6, 12, (5, 5), padding=0, rngs=rngs),
            nnx.relu,
            lambda x: nnx.avg_pool(x, (2, 2), strides=(2, 2)),
        )
        self.classifier = nnx.Sequential(
            lambda x: x.reshape(-1, 192),
            nnx.Linear(192, 20, rngs=rngs),
            jnp.tanh,
            nnx.Linear(20, classes, rngs=rngs),
        )

    def __call__(self, image):
        return self.classifier(self.features(image))
