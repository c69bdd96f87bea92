"""Dense layer."""

import jax.numpy as jnp
from flax import nnx


# %% snippet
def dense(kernel, bias):
    layer = nnx.Linear(*kernel.shape, rngs=nnx.Rngs(0))
    layer.kernel.value, layer.bias.value = kernel, bias  # kernel: [in, out]
    return layer


# %% ask
def ask(x, kernel, bias):
    layer = dense(jnp.array(kernel), jnp.array(bias))
    return {"y": layer(jnp.array(x))}
