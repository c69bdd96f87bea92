"""Permutation of axes."""

import torch


# %% snippet
def f(x):
    return x.permute(0, 2, 1)


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
