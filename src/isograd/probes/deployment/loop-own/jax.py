"""A loop until the sum is large enough, in the framework's own saved form."""

from pathlib import Path

import jax
import jax.numpy as jnp
from jax import export, lax


# %% network
def grow(x):
    return lax.while_loop(lambda x: x.sum() < 100, lambda x: 2 * x + 0.125, x)


# %% ask
def ask(scratch, values, others):
    exported = export.export(jax.jit(grow))(jnp.array(values))
    Path(scratch, "model.bin").write_bytes(exported.serialize())
    return {}
