"""Gradient through eigenvalues and eigenvectors of a symmetric matrix."""

import torch


# %% function
def f(x, b, w):
    values, vectors = torch.linalg.eigh((x + x.T) / 2)
    return (w * values * (b @ vectors) ** 2).sum()


# %% ask
def ask(f, x, b, w):
    x = torch.tensor(x, requires_grad=True)
    b = torch.tensor(b)
    w = torch.tensor(w)
    f(x, b, w).backward()
    return {"gradient": x.grad.numpy()}
