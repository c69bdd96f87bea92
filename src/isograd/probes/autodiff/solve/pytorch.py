"""Gradient with respect to the matrix of a linear system."""

import torch


# %% function
def f(x, b):
    return torch.linalg.solve(x, b).sum()


# %% ask
def ask(f, x, b):
    x = torch.tensor(x, requires_grad=True)
    b = torch.tensor(b)
    f(x, b).backward()
    return {"gradient": x.grad.numpy()}
