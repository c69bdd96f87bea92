"""Convolve an image that has no batch axis."""

import jax
import jax.numpy as jnp


# %% function
def f(x, w):
    return jax.lax.conv(x, w, [1, 1], "VALID")  # <-


# %% ask
def ask(f, size, channels):
    y = f(jnp.ones([channels, size, size]), jnp.ones([4, channels, 3, 3]))
    return {"shape": list(y.shape)}
