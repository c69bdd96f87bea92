"""Seed the framework, then Python and NumPy in two ways, and make a layer."""

import random

import numpy as np
import torch


# %% function
def weights(seed, another):
    torch.manual_seed(seed)
    random.seed(another)
    np.random.seed(another)
    return torch.nn.Linear(8, 4).weight.tolist()


# %% ask
def ask(seed, others):
    one, two = others
    made = {"first": weights(seed, one), "again": weights(seed, two)}
    return {**made, "other": weights(seed + 1, one)}
