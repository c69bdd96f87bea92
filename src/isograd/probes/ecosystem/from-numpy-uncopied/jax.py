"""An array handed over: without a copy the JAX array shows its later change."""

import jax.numpy as jnp
import numpy as np


# %% ask
def ask(x):
    array = np.array(x, "float32")
    taken = jnp.from_dlpack(array)
    values = taken.tolist()
    array += 1
    return {"values": values, "shared": taken.tolist() != values}
