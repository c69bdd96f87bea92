"""Restore parameters by flax.serialization from bytes that lack one layer."""

import jax.numpy as jnp
from flax import serialization


# %% ask
def ask(name):
    saved = serialization.to_bytes({"first": jnp.ones([3, 3])})
    model = {"first": jnp.zeros([3, 3]), name: jnp.zeros([3, 1])}
    serialization.from_bytes(model, saved)  # <-
    return {}
