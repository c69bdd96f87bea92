"""Gradient with respect to a parameter that the loss does not use."""

import torch
from keras import ops


# %% function
def f(used, unused):
    return ops.sum(used**2)


# %% ask
def ask(f, used, unused):
    used = torch.tensor(used, requires_grad=True)
    unused = torch.tensor(unused, requires_grad=True)
    f(used, unused).backward()
    return {"used": used.grad.numpy(), "unused": unused.grad}
