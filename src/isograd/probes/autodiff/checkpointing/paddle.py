"""Memory that a forward pass leaves for the gradient, with and without recomputation."""

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
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


# %% ask
def measured(x, recompute):
    x.stop_gradient, before = False, memory()
    y = chain(x, recompute)
    held = memory() - before
    y.backward()
    return x.grad, held


def ask(start, size):
    measured(paddle.ones([2]), True)
    gradient, held = measured(paddle.linspace(start, 1, size), True)
    _, plain = measured(paddle.linspace(start, 1, size), False)
    return {"gradient": float(gradient[0]), "held": held / plain}
