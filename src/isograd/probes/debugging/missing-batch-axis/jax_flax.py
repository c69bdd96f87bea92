"""Convolve an image that has no batch axis, by a layer of Flax."""

import jax.numpy as jnp
from flax import nnx


# %% function
@nnx.jit
def f(layer, x):
    return layer(x)  # <-


# %% ask
def ask(f, size, channels):
    layer = nnx.Conv(channels, 4, [3, 3], padding="VALID", rngs=nnx.Rngs(0))
    return {"shape": list(f(layer, jnp.ones([size, size, channels])).shape)}
