"""The product of a given cotangent with the Jacobian of a vector-valued function."""

import torch
from keras import ops


# %% function
def f(x, matrix):
    return ops.einsum("ij,j->i", matrix, ops.sin(x))


# %% ask
def ask(f, x, matrix, v):
    x = torch.tensor(x, requires_grad=True)
    y = f(x, ops.convert_to_tensor(matrix))
    (gradient,) = torch.autograd.grad(y, x, torch.tensor(v))
    return {"gradient": gradient.numpy()}
