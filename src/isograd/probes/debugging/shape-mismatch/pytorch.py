"""Multiply matrices whose shapes do not fit."""

import torch


# %% function
def f(x, w):
    h = torch.tanh(x)
    return h @ w  # <-


# %% ask
def ask(f, rows, inner, other, columns):
    f(torch.ones(rows, inner), torch.ones(other, columns))
    return {}
