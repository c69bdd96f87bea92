"""Call a function with several values of a Python float."""

import torch
from torch._dynamo.utils import counters


# %% function
def f(x, factor: float):
    return x * factor


# %% ask
def ask(f, factors):
    f(torch.ones([3]), factors[0])
    first = counters["stats"]["unique_graphs"]
    for factor in factors[1:]:
        f(torch.ones([3]), factor)
    return {"graphs": counters["stats"]["unique_graphs"] - first}
