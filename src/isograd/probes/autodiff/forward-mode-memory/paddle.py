"""Derivative along one direction of a long chain, and the memory that it takes."""

import resource

import paddle


# %% function
def chain(x):
    for _ in range(80):
        x = paddle.sin(x)
    return x


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


# %% ask
def ask(start, size):
    paddle.incubate.autograd.jvp(chain, paddle.ones([2]))
    x = paddle.linspace(start, 1, size)
    before = peak()
    _, derivative = paddle.incubate.autograd.jvp(chain, x)
    return {"derivative": float(derivative[0]), "held": (peak() - before) / (4 * size)}
