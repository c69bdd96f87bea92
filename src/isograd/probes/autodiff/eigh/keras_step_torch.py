"""Gradient through eigenvalues and eigenvectors of a symmetric matrix."""

import torch
from keras import ops


# %% function
def f(x, b, w):
    b = ops.convert_to_tensor(b)
    w = ops.convert_to_tensor(w)
    values, vectors = ops.linalg.eigh((x + ops.transpose(x)) / 2)
    return ops.sum(w * values * ops.matmul(b, vectors) ** 2)


# %% ask
def ask(f, x, b, w):
    x = torch.tensor(x, requires_grad=True)
    f(x, b, w).backward()
    return {"gradient": x.grad.numpy()}
