"""PyTorch recommends a plain print, which TorchScript compiles in."""

import torch


# %% function
def f(x):
    y = 2 * x
    print(y)
    return y


# %% ask
def ask(f, values):
    for value in values:
        f(torch.tensor([value]))
    return {}
