"""Overwrite a parameter between the forward and the backward pass."""

import torch


# %% ask
def ask(values):
    w = torch.tensor(values, requires_grad=True)
    loss = (w * w).sum()
    with torch.no_grad():
        w.mul_(10)  # <-
    loss.backward()
    return {"gradient": w.grad}
