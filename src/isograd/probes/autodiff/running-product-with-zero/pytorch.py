"""Gradient of the sum of running products, with one factor zero."""

import torch


# %% function
def f(x):
    return torch.cumprod(x, 0).sum()


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
