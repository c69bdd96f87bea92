"""Seed the framework, then Python and NumPy in two ways, and make a layer."""

import random

import keras
import numpy as np


# %% function
def weights(seed, another):
    keras.utils.set_random_seed(seed)
    random.seed(another)
    np.random.seed(another)
    layer = keras.layers.Dense(4)
    layer.build([None, 8])
    return layer.get_weights()[0]


# %% ask
def ask(seed, others):
    one, two = others
    made = {"first": weights(seed, one), "again": weights(seed, two)}
    return {**made, "other": weights(seed + 1, one)}
