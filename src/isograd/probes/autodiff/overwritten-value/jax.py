"""A value that the gradient needs is overwritten in place."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def loss(x):
    h = x + 1
    y = h * h
    h = h.at[:].multiply(3)
    return jnp.sum(y)


def f(x):
    return jax.grad(loss)(x)


# %% ask
def ask(f, x):
    return {"gradient": np.asarray(f(jnp.array(x)))}
