"""Gradient with respect to a parameter that the loss does not use."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def loss(used, unused):
    return jnp.sum(used**2)


def f(used, unused):
    return jax.grad(loss, argnums=(0, 1))(used, unused)


# %% ask
def ask(f, used, unused):
    first, second = f(jnp.array(used), jnp.array(unused))
    return {"used": np.asarray(first), "unused": np.asarray(second)}
