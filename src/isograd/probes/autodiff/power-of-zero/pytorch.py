"""Gradient of powers with respect to the exponent, one base being zero."""

import torch


# %% function
def f(x, base):
    return torch.pow(base, x).sum()


# %% ask
def ask(f, x, base):
    x = torch.tensor(x, requires_grad=True)
    base = torch.tensor(base)
    f(x, base).backward()
    return {"gradient": x.grad.numpy()}
