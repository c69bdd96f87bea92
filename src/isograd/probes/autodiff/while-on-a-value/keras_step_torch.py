"""Gradient through a while loop whose number of rounds depends on the data."""

import torch
from keras import ops


# %% function
def f(x):
    (x,) = ops.while_loop(lambda x: ops.sum(x * x) < 100, lambda x: (x * ops.exp(x),), (x,))
    return ops.sum(x * x)


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
