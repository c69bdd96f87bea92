"""The saved network, without its source."""

from pathlib import Path

import numpy as np
from jax import export


# %% ask
def ask(scratch, weights, images):
    model = export.deserialize(bytearray(Path(scratch, "model.bin").read_bytes()))
    outputs = np.array(model.call(np.array(images)[..., None]))
    return {"outputs": outputs}
