"""Variance as it comes."""

import torch


# %% snippet
def f(x):
    return x.var()


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
