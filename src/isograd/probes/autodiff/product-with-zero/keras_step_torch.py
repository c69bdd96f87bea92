"""Gradient of a product with one factor zero."""

import torch
from keras import ops


# %% function
def f(x):
    return ops.prod(x)


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
