"""Words as an array, for a function that would look them up."""

from pathlib import Path

import jax
import jax.numpy as jnp
from jax import export


# %% ask
def ask(scratch, table, text):
    known, values = jnp.array(list(table)), jnp.array(list(table.values()))

    def lookup(words):
        return jnp.where(words[:, None] == known, values, 0.0).sum(1)

    exported = export.export(jax.jit(lookup))(jnp.array(text))
    Path(scratch, "model.bin").write_bytes(exported.serialize())
    return {}
