"""Gradient of x times a value that is held constant."""

import torch
from keras import ops


# %% function
def f(x):
    return ops.sum(x * ops.stop_gradient(x * x))


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
