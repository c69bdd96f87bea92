"""Seed the framework twice, and draw with Python and NumPy each time."""

import random

import jax
import numpy as np


# %% function
def draw(seed):
    jax.random.key(seed)
    return [random.random(), np.random.rand()]


# %% ask
def ask(seed):
    return {"first": draw(seed), "again": draw(seed)}
