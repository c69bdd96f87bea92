"""Subtract from a parameter by its local name, and look whether the model moved."""

import torch


# %% ask
def ask(width, step):
    model = torch.nn.Linear(width, 1, bias=False)
    before = model.weight.detach().clone()
    kernel = model.weight
    kernel -= step  # <-
    return {"moved": (before - model.weight.detach()).flatten()}
