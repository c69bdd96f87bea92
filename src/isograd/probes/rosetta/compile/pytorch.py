"""Compiling a function."""

import torch


# %% snippet
@torch.compile
def f(x):
    return torch.sin(x) ** 2 + torch.cos(x)


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
