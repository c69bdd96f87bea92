"""Gradients through the saved network."""

from pathlib import Path

import jax
import jax.numpy as jnp
from jax import export


# %% ask
def ask(scratch, weights, images):
    model = export.deserialize(bytearray(Path(scratch, "model.bin").read_bytes()))
    w = {name: jnp.array(value) for name, value in weights.items()}
    x = jnp.array(images)[..., None]
    found = jax.grad(lambda w: (model.call(w, x) ** 2).sum())(w)
    return {"dense": found["dense"], "offset": found["offset"]}
