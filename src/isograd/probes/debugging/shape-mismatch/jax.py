"""Multiply matrices whose shapes do not fit."""

import jax
import jax.numpy as jnp


# %% function
def f(x, w):
    h = jnp.tanh(x)
    return h @ w  # <-


# %% ask
def ask(f, rows, inner, other, columns):
    f(jnp.ones([rows, inner]), jnp.ones([other, columns]))
    return {}
