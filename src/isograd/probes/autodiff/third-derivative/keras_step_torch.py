"""The third derivative of a function that the mode has compiled."""

import torch
from keras import ops


# %% function
def f(x):
    return ops.sum(ops.tanh(x))


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    value = f(x)
    for _ in range(3):
        (derivative,) = torch.autograd.grad(value, x, create_graph=True)
        value = derivative.sum()
    return {"third": derivative.detach().numpy()}
