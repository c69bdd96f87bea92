"""The gradient of every example's own loss."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def loss(w, x, y):
    return (ops.dot(x, w) - y) ** 2


def f(w, x, y):
    return jax.vmap(jax.grad(loss), in_axes=(None, 0, 0))(w, x, y)


# %% ask
def ask(f, w, x, y):
    return {"gradients": np.asarray(f(jnp.array(w), jnp.array(x), jnp.array(y)))}
