"""The saved loop, without its source."""

from pathlib import Path

import jax.numpy as jnp
from jax import export


# %% ask
def ask(scratch, values, others):
    model = export.deserialize(bytearray(Path(scratch, "model.bin").read_bytes())).call
    few = model(jnp.array(values))
    many = model(jnp.array(others))
    return {"few": few, "many": many}
