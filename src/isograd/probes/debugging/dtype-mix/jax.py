"""Multiply a float32 by a float64 matrix, with 64-bit numbers enabled."""

import jax
import jax.numpy as jnp


# %% function
def f(x, w):
    h = jax.nn.sigmoid(x)
    return h @ w  # <-


# %% ask
def ask(f, size):
    with jax.enable_x64(True):
        y = f(jnp.ones([size, size], jnp.float32), jnp.ones([size, size], jnp.float64))
    return {"dtype": str(y.dtype)}
