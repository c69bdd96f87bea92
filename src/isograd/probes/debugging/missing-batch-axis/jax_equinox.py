"""Convolve an image that has no batch axis, by a layer of Equinox that is mapped over it."""

import equinox as eqx
import jax
import jax.numpy as jnp


# %% function
@eqx.filter_jit
def f(layer, x):
    return jax.vmap(layer)(x)  # <-


# %% ask
def ask(f, size, channels):
    layer = eqx.nn.Conv2d(channels, 4, 3, key=jax.random.key(0))
    return {"shape": list(f(layer, jnp.ones([channels, size, size])).shape)}
