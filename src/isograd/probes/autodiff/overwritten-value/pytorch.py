"""A value that the gradient needs is overwritten in place."""

import torch


# %% function
def f(x):
    h = x + 1
    y = h * h
    h.mul_(3)
    return y.sum()


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
