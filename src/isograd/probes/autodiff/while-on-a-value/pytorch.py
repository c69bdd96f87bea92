"""Gradient through a while loop whose number of rounds depends on the data."""

import torch


# %% function
def f(x):
    while (x * x).sum() < 100:
        x = x * x.exp()
    return (x * x).sum()


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
