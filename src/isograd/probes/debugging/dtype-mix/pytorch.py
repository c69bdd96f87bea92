"""Multiply a float32 by a float64 matrix."""

import torch


# %% function
def f(x, w):
    h = torch.sigmoid(x)
    return h @ w  # <-


# %% ask
def ask(f, size):
    y = f(torch.ones(size, size), torch.ones(size, size, dtype=torch.float64))
    return {"dtype": str(y.dtype)}
