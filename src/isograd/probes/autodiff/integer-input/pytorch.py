"""Gradient with respect to integers."""

import torch


# %% ask
def ask(x):
    x = torch.tensor(x, requires_grad=True)  # <-
    (x * x).sum().backward()
    return {"gradient": x.grad}
