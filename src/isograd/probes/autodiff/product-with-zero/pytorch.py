"""Gradient of a product with one factor zero."""

import torch


# %% function
def f(x):
    return x.prod()


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
