"""GELU as it comes."""

import torch


# %% snippet
def f(x):
    return torch.nn.functional.gelu(x)


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
