"""Gradient through singular values and singular vectors."""

import torch


# %% function
def f(x, b, w):
    u, s, _ = torch.linalg.svd(x, full_matrices=False)
    return (w * s * (b @ u) ** 2).sum()


# %% ask
def ask(f, x, b, w):
    x = torch.tensor(x, requires_grad=True)
    b = torch.tensor(b)
    w = torch.tensor(w)
    f(x, b, w).backward()
    return {"gradient": x.grad.numpy()}
