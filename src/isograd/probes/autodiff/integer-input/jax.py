"""Gradient with respect to integers."""

import jax
import jax.numpy as jnp


# %% ask
def ask(x):
    gradient = jax.grad(lambda x: jnp.sum(x * x))(jnp.array(x))  # <-
    return {"gradient": gradient}
