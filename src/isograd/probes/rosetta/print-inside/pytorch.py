"""Printing inside compiled code."""

import torch


# %% snippet
@torch.compile
def f(x):
    print("sum is", int(x.sum()))  # the graph breaks here
    return x * 2


# %% ask
def ask(calls):
    for _ in range(calls):
        f(torch.tensor([1, 2, 3]))
    return {}
