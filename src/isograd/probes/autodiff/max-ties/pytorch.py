"""Gradient of a maximum that several entries share."""

import torch


# %% function
def f(x):
    return x.max()


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
