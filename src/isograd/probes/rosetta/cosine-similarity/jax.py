"""Cosine similarity."""

import jax.numpy as jnp
import optax


# %% snippet
def f(x, y):
    return optax.cosine_similarity(x, y)


# %% ask
def ask(x, y):
    return {"y": f(jnp.array(x), jnp.array(y))}
