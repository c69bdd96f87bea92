"""Convolve an image that has no batch axis."""

import torch
from torch.nn.functional import conv2d


# %% function
def f(x, w):
    return conv2d(x, w)  # <-


# %% ask
def ask(f, size, channels):
    y = f(torch.ones(channels, size, size), torch.ones(4, channels, 3, 3))
    return {"shape": list(y.shape)}
