"""Gradient of a square root that a where keeps from the points at which it fails."""

import torch


# %% function
def f(x):
    return torch.where(x > 0, torch.sqrt(x), 0.0).sum()


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
