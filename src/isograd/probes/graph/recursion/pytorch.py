"""Call a function from itself, with a Python integer for the depth."""

import torch


# %% function
def f(x: torch.Tensor, depth: int) -> torch.Tensor:
    if depth == 0:
        return x
    return x * f(x, depth - 1)


# %% ask
def ask(f, x, depths):
    return {"values": [float(f(torch.tensor(x), depth)) for depth in depths]}
