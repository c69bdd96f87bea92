"""Arrays that change after a JAX array was made of them by asarray."""

import jax.numpy as jnp
import numpy as np


# %% ask
def ask(values, lengths):
    arrays = [np.full(n, value, "float32") for value, n in zip(values, lengths)]
    tensors = [jnp.asarray(array) for array in arrays]
    for array in arrays:
        array += 1
    return {"values": [float(tensor[0]) for tensor in tensors]}
