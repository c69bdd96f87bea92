"""Gradient with respect to the matrix of a linear system."""

import torch
from keras import ops


# %% function
def f(x, b):
    b = ops.convert_to_tensor(b)
    return ops.sum(ops.linalg.solve(x, b))


# %% ask
def ask(f, x, b):
    x = torch.tensor(x, requires_grad=True)
    f(x, b).backward()
    return {"gradient": x.grad.numpy()}
