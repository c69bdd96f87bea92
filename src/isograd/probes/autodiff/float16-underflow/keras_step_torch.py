"""Gradient in float16 that is too small on its way and in range at its end."""

import torch
from keras import ops


# %% function
def f(x, large, small):
    return ops.sum(x * large * small * small)


# %% ask
def ask(f, x, large, small):
    x = torch.tensor(x, dtype=torch.float16, requires_grad=True)
    large, small = (torch.tensor(value, dtype=torch.float16) for value in (large, small))
    f(x, large, small).backward()
    return {"gradient": x.grad.numpy()}
