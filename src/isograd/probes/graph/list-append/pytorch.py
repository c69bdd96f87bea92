"""Append to a Python list inside a function that is called several times."""

import torch

seen = []


# %% function
def f(x):
    seen.append(1)
    return x * x


# %% ask
def ask(f, calls):
    for _ in range(calls):
        f(torch.ones([3]))
    return {"times": len(seen)}
