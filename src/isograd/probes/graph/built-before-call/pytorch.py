"""Count the graphs of a function when it is defined, after one call, and after several."""

import torch
from torch._dynamo.utils import counters

start = counters["stats"]["unique_graphs"]


def graphs():
    return counters["stats"]["unique_graphs"] - start


# %% function
def f(x):
    return x * x


# %% ask
def ask(f, calls):
    counts = [graphs()]
    for _ in range(calls):
        f(torch.ones([3]))
        counts.append(graphs())
    return {"counts": counts}
