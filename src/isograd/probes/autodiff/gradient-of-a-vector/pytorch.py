"""Gradient of a vector, no cotangent being given."""

import torch


# %% ask
def ask(x):
    x = torch.tensor(x, requires_grad=True)
    (x * x).backward()  # <-
    return {"gradient": x.grad.numpy()}
