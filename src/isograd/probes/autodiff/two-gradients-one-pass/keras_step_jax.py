"""Two gradients from one forward pass."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(x):
    return ops.sum(ops.exp(x))


# %% ask
def ask(f, x):
    _, pull_back = jax.vjp(f, jnp.array(x))
    first, second = pull_back(1.0)[0], pull_back(1.0)[0]
    return {"first": np.asarray(first), "second": np.asarray(second)}
