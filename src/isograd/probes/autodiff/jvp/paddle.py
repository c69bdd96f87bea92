"""Derivative along one direction."""

import paddle


# %% function
def g(x):
    return x * paddle.exp(-0.5 * paddle.sum(x * x))


def f(x, v):
    return paddle.incubate.autograd.jvp(g, x, v)[1]


# %% ask
def ask(f, x, v):
    return {"derivative": f(paddle.to_tensor(x), paddle.to_tensor(v)).numpy()}
