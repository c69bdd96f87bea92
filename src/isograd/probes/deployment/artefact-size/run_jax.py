"""The saved layer and its files."""

from pathlib import Path

import jax.numpy as jnp
from jax import export


# %% ask
def ask(scratch, seed, width):
    saved = [path for path in Path(scratch).rglob("*") if path.is_file()]
    outputs = export.deserialize(bytearray(saved[0].read_bytes())).call(jnp.ones((1, width)))
    return {"outputs": outputs[0], "bytes": sum(path.stat().st_size for path in saved)}
