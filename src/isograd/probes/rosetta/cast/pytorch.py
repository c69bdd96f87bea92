"""Conversion to another dtype."""

import torch


# %% snippet
def f(x):
    return x.to(torch.int32)


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
