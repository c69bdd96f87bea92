"""Seed the framework twice, and draw with Python and NumPy each time."""

import random

import keras
import numpy as np


# %% function
def draw(seed):
    keras.utils.set_random_seed(seed)
    return [random.random(), np.random.rand()]


# %% ask
def ask(seed):
    return {"first": draw(seed), "again": draw(seed)}
