"""An array handed to NumPy twice: without a copy both lie at the same place."""

import jax.numpy as jnp
import numpy as np


# %% ask
def ask(x):
    array = jnp.array(x)
    first, second = np.from_dlpack(array), np.from_dlpack(array)
    return {"values": first, "shared": first.ctypes.data == second.ctypes.data}
