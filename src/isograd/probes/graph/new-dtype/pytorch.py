"""Call a function with arrays of several dtypes."""

import torch
from torch._dynamo.utils import counters


# %% function
def f(x):
    return x + x


# %% ask
def ask(f, dtypes):
    f(torch.ones([3], dtype=getattr(torch, dtypes[0])))
    first = counters["stats"]["unique_graphs"]
    for dtype in dtypes[1:]:
        f(torch.ones([3], dtype=getattr(torch, dtype)))
    return {"graphs": counters["stats"]["unique_graphs"] - first}
