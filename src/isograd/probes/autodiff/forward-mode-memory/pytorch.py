"""Derivative along one direction of a long chain, and the memory that it takes."""

import resource

import torch


# %% function
def chain(x):
    for _ in range(80):
        x = torch.sin(x)
    return x


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


# %% ask
def ask(start, size):
    torch.func.jvp(chain, (torch.ones(2),), (torch.ones(2),))
    x = torch.linspace(start, 1, size)
    before = peak()
    _, derivative = torch.func.jvp(chain, (x,), (torch.ones(size),))
    return {"derivative": derivative[0].item(), "held": (peak() - before) / (4 * size)}
