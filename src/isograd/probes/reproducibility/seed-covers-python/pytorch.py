"""Seed the framework twice, and draw with Python and NumPy each time."""

import random

import numpy as np
import torch


# %% function
def draw(seed):
    torch.manual_seed(seed)
    return [random.random(), np.random.rand()]


# %% ask
def ask(seed):
    return {"first": draw(seed), "again": draw(seed)}
