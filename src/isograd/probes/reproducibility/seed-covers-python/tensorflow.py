"""Seed the framework twice, and draw with Python and NumPy each time."""

import random

import numpy as np
import tensorflow as tf


# %% function
def draw(seed):
    tf.random.set_seed(seed)
    return [random.random(), np.random.rand()]


# %% ask
def ask(seed):
    return {"first": draw(seed), "again": draw(seed)}
