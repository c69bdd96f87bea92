"""Solving a linear system."""

import torch


# %% snippet
def f(a, b):
    return torch.linalg.solve(a, b)


# %% ask
def ask(a, b):
    return {"y": f(torch.tensor(a), torch.tensor(b))}
