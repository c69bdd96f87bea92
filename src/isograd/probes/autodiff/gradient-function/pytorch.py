"""The gradient function of the sum of squares."""

import torch


# %% function
def loss(w):
    return (w**2).sum()


def f(w):
    return torch.func.grad(loss)(w)


# %% ask
def ask(f, w):
    return {"gradient": f(torch.tensor(w)).numpy()}
