"""Layers in a row."""

import jax
import jax.numpy as jnp
from flax import nnx


# %% snippet
def create_model():
    rngs = nnx.Rngs(0)
    return nnx.Sequential(nnx.Linear(4, 8, rngs=rngs), nnx.relu, nnx.Linear(8, 1, rngs=rngs))


# %% ask
def ask(rows):
    model = create_model()
    count = sum(leaf.size for leaf in jax.tree.leaves(nnx.state(model, nnx.Param)))
    return {"shape": list(model(jnp.ones((rows, 4))).shape), "parameters": count}
