"""NumPy's functions on a parameter, which is an array like any other."""

import jax.numpy as jnp
import numpy as np


# %% ask
def ask(weight):
    made = jnp.array(weight)
    return {"median": np.median(made), "sorted": np.sort(made, 0), "norm": np.linalg.norm(made)}
