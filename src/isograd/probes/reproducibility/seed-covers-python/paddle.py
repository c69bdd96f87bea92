"""Seed the framework twice, and draw with Python and NumPy each time."""

import random

import numpy as np
import paddle


# %% function
def draw(seed):
    paddle.seed(seed)
    return [random.random(), np.random.rand()]


# %% ask
def ask(seed):
    return {"first": draw(seed), "again": draw(seed)}
