"""Variance of a population."""

import torch


# %% snippet
def f(x):
    return x.var(dim=1, correction=0)


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
