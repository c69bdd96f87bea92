"""Seed the framework, then Python and NumPy in two ways, and make a layer."""

import random

import numpy as np
from flax import nnx


# %% function
def weights(seed, another):
    rngs = nnx.Rngs(seed)
    random.seed(another)
    np.random.seed(another)
    return nnx.Linear(8, 4, rngs=rngs).kernel[...]


# %% ask
def ask(seed, others):
    one, two = others
    made = {"first": weights(seed, one), "again": weights(seed, two)}
    return {**made, "other": weights(seed + 1, one)}
