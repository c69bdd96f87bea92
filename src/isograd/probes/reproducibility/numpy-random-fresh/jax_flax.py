"""Add a number of NumPy's random generator at each of several calls of a module."""

import jax.numpy as jnp
import numpy as np
from flax import nnx


# %% function
class Noise(nnx.Module):
    def __call__(self, x):
        return x + np.random.rand()


@nnx.jit
def f(model, x):
    return model(x)


# %% ask
def ask(f, seed, calls):
    np.random.seed(seed)
    return {"draws": [f(Noise(), jnp.zeros(3)) for _ in range(calls)]}
