"""Initialise two layers in the same way."""

from functools import partial

import torch
from torch import nn


# %% ask
def ask(seed, deviation):
    torch.manual_seed(seed)
    initializer = partial(nn.init.normal_, std=deviation)
    layers = [nn.Linear(8, 4), nn.Linear(8, 4)]
    return {"draws": [initializer(layer.weight).tolist() for layer in layers]}
