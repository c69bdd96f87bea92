"""Gradient of powers with respect to the exponent, one base being zero."""

import torch
from keras import ops


# %% function
def f(x, base):
    base = ops.convert_to_tensor(base)
    return ops.sum(ops.power(base, x))


# %% ask
def ask(f, x, base):
    x = torch.tensor(x, requires_grad=True)
    f(x, base).backward()
    return {"gradient": x.grad.numpy()}
