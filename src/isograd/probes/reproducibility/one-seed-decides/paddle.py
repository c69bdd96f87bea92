"""Seed the framework, then Python and NumPy in two ways, and make a layer."""

import random

import numpy as np
import paddle


# %% function
def weights(seed, another):
    paddle.seed(seed)
    random.seed(another)
    np.random.seed(another)
    return paddle.nn.Linear(8, 4).weight.numpy()


# %% ask
def ask(seed, others):
    one, two = others
    made = {"first": weights(seed, one), "again": weights(seed, two)}
    return {**made, "other": weights(seed + 1, one)}
