"""Memory that a forward pass leaves for the gradient, with and without recomputation."""

import ctypes
import resource
from pathlib import Path

import paddle
from paddle.distributed.fleet.utils import recompute as recomputed


# %% function
def segment(x):
    for _ in range(8):
        x = paddle.sin(x)
    return x


def chain(x, recompute):
    for _ in range(10):
        x = recomputed(segment, x) if recompute else segment(x)
    return x.sum()


def memory():
    ctypes.CDLL(None).malloc_trim(0)  # what was freed goes back to the system
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


# %% ask
def forward(x, recompute):
    x.stop_gradient, before = False, memory()
    y = chain(x, recompute)
    return y, memory() - before


def ask(start, size):
    forward(paddle.ones([2]), True)
    x = paddle.linspace(start, 1, size)
    y, held = forward(x, True)
    _, plain = forward(x, False)
    y.backward()
    return {"gradient": float(x.grad[0]), "held": held / plain}
