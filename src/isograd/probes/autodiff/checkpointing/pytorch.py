"""Memory that a forward pass leaves for the gradient, with and without recomputation."""

import ctypes
import resource
from pathlib import Path

import torch
from torch.utils.checkpoint import checkpoint


# %% function
def segment(x):
    for _ in range(8):
        x = torch.sin(x)
    return x


def chain(x, recompute):
    for _ in range(10):
        x = checkpoint(segment, x, use_reentrant=False) if recompute else segment(x)
    return x.sum()


def memory():
    ctypes.CDLL(None).malloc_trim(0)  # what was freed goes back to the system
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


# %% ask
def forward(x, recompute):
    before = memory()
    y = chain(x, recompute)
    return y, memory() - before


def ask(start, size):
    forward(torch.ones(2, requires_grad=True), True)
    x = torch.linspace(start, 1, size, requires_grad=True)
    y, held = forward(x, True)
    _, plain = forward(x, False)
    y.backward()
    return {"gradient": x.grad[0].item(), "held": held / plain}
