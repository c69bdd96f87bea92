"""Gradient with respect to a parameter that the loss does not use."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(used, unused):
    return ops.sum(used**2)


# %% ask
def ask(f, used, unused):
    first, second = jax.grad(f, argnums=(0, 1))(jnp.array(used), jnp.array(unused))
    return {"used": np.asarray(first), "unused": np.asarray(second)}
