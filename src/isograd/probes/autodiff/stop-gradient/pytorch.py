"""Gradient of x times a value that is held constant."""

import torch


# %% function
def f(x):
    return (x * (x * x).detach()).sum()


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
