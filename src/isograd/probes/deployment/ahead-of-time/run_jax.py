"""The compiled network, loaded."""

import pickle
import time
from pathlib import Path

import numpy as np


# %% ask
def ask(scratch, weights, images):
    begin = time.process_time()
    import jax.numpy as jnp
    from jax.experimental.serialize_executable import deserialize_and_load

    model = deserialize_and_load(*pickle.loads(Path(scratch, "model.bin").read_bytes()))
    outputs = np.array(model(jnp.array(images)[..., None]))
    return {"outputs": outputs, "seconds": time.process_time() - begin}
