"""A model of one's own."""

import jax
import jax.numpy as jnp
from flax import nnx


# %% snippet
class Scale(nnx.Module):
    def __init__(self, scale):
        self.scale = nnx.Param(jnp.array(scale))

    def __call__(self, x):
        return self.scale.value * x


# %% ask
def ask(x, scale):
    model = Scale(scale)
    parameters = jax.tree.leaves(nnx.state(model, nnx.Param))
    return {"y": model(jnp.array(x)), "parameters": len(parameters)}
