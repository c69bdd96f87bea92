"""The saved layer and its files."""

from pathlib import Path

import jax.numpy as jnp
from jax import export


# %% ask
def ask(scratch, seed, width):
    saved = [path for path in Path(scratch).rglob("*") if path.is_file()]
    model = export.deserialize(bytearray(saved[0].read_bytes()))
    outputs = model.call(jnp.ones((1, width)))[0]
    return {"outputs": outputs, "bytes": sum(path.stat().st_size for path in saved)}
