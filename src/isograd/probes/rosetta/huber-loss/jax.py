"""Huber loss."""

import jax.numpy as jnp
import optax


# %% snippet
def f(x, y):
    return optax.huber_loss(x, y).mean()


# %% ask
def ask(x, y):
    return {"y": f(jnp.array(x), jnp.array(y))}
