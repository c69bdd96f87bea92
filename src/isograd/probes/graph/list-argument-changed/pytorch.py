"""Append to a list that was passed as an argument."""

import torch


# %% function
def f(items: list[torch.Tensor]):
    items.append(items[-1] * 2)
    return items[-1]


# %% ask
def ask(f, x, calls):
    items = [torch.tensor(x)]
    for _ in range(calls):
        f(items)
    return {"length": len(items), "last": float(items[-1])}
