"""Batched matrix product."""

import torch


# %% snippet
def f(x, y):
    return x @ y


# %% ask
def ask(x, y):
    return {"y": f(torch.tensor(x), torch.tensor(y))}
