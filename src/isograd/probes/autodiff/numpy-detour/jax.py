"""Gradient of a function that goes through NumPy half-way."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def loss(x):
    h = x * x
    return jnp.sum(h) + jnp.sum(np.sin(np.asarray(h)))


def f(x):
    return jax.grad(loss)(x)


# %% ask
def ask(f, x):
    return {"gradient": np.asarray(f(jnp.array(x)))}
