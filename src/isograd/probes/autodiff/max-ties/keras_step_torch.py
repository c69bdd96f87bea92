"""Gradient of a maximum that several entries share."""

import torch
from keras import ops


# %% function
def f(x):
    return ops.max(x)


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
