"""Catch a failed factorisation inside a function and go on with zeros."""

import torch


# %% function
def f(x):
    try:
        return torch.linalg.cholesky(x)
    except torch.linalg.LinAlgError:
        return torch.zeros_like(x)


# %% ask
def ask(f, xs):
    return {"values": [f(torch.tensor(x)).tolist() for x in xs]}
