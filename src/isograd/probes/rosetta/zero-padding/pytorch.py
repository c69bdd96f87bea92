"""Padding with zeros."""

import torch


# %% snippet
def f(x):
    return torch.nn.functional.pad(x, (1, 2))


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
