"""Call a function with arrays of several lengths."""

import torch
from torch._dynamo.utils import counters


# %% function
def f(x):
    return x * x


# %% ask
def ask(f, sizes):
    f(torch.ones([sizes[0]]))
    first = counters["stats"]["unique_graphs"]
    for size in sizes[1:]:
        f(torch.ones([size]))
    return {"graphs": counters["stats"]["unique_graphs"] - first}
