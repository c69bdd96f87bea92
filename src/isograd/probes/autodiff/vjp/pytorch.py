"""The product of a given cotangent with the Jacobian of a vector-valued function."""

import torch


# %% function
def f(x, matrix):
    return torch.einsum("ij,j->i", matrix, torch.sin(x))


# %% ask
def ask(f, x, matrix, v):
    x = torch.tensor(x, requires_grad=True)
    y = f(x, torch.tensor(matrix))
    (gradient,) = torch.autograd.grad(y, x, torch.tensor(v))
    return {"gradient": gradient.numpy()}
