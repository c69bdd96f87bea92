"""The k largest."""

import torch


# %% snippet
def f(x):
    return torch.topk(x, 2).values


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
