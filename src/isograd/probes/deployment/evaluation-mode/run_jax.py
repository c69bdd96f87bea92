"""The saved network, without its source."""

from pathlib import Path

import jax.numpy as jnp
import numpy as np
from jax import export


# %% ask
def ask(scratch, weights, images):
    model = export.deserialize(bytearray(Path(scratch, "model.bin").read_bytes()))
    outputs = np.array(model.call(jnp.array(images)[..., None]))
    return {"outputs": outputs}
