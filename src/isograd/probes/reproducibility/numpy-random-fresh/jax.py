"""Add a number of NumPy's random generator at each of several calls."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def f(x):
    return x + np.random.rand()


# %% ask
def ask(f, seed, calls):
    np.random.seed(seed)
    return {"draws": [f(jnp.zeros(3)) for _ in range(calls)]}
