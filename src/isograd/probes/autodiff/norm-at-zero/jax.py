"""Gradient of Euclidean norms, one of them at the origin."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def loss(x):
    return jnp.sum(jnp.linalg.norm(x, axis=1))


def f(x):
    return jax.grad(loss)(x)


# %% ask
def ask(f, x):
    gradient = f(jnp.array(x))
    return {"gradient": np.asarray(gradient)}
