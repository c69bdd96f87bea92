"""Two for Flax NNX.

left: float32 (batch, 4)
right: float32 (batch, 6)
"""

import jax.numpy as jnp
from flax import nnx


class Two(nnx.Module):
    """Two inputs, named outputs."""

    def __init__(self, *, rngs: nnx.Rngs):
        self.a = nnx.Linear(4, 8, rngs=rngs)
        self.b = nnx.Linear(6, 8, rngs=rngs)

    def __call__(self, left, right):
        x = nnx.relu(self.a(left)) + self.b(right)  # (batch, 8)
        return {"sum": x, "mean": jnp.mean(x, axis=1)}
