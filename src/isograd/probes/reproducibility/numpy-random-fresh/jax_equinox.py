"""Add a number of NumPy's random generator at each of several calls of a module."""

import equinox as eqx
import jax.numpy as jnp
import numpy as np


# %% function
class Noise(eqx.Module):
    def __call__(self, x):
        return x + np.random.rand()


@eqx.filter_jit
def f(model, x):
    return model(x)


# %% ask
def ask(f, seed, calls):
    np.random.seed(seed)
    return {"draws": [f(Noise(), jnp.zeros(3)) for _ in range(calls)]}
