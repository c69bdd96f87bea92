"""The saved network, without its source."""

import time
from pathlib import Path

import numpy as np


# %% ask
def ask(scratch, weights, images):
    begin = time.process_time()
    import jax.numpy as jnp
    from jax import export

    model = export.deserialize(bytearray(Path(scratch, "model.bin").read_bytes()))
    outputs = np.array(model.call(jnp.array(images)[..., None]))
    return {"outputs": outputs, "seconds": time.process_time() - begin}
