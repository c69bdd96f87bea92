"""The Hessian of a variance."""

import torch


# %% function
def variance(x):
    return torch.var_mean(x, correction=0)[0]


def f(x):
    return torch.func.hessian(variance)(x)


# %% ask
def ask(f, x):
    return {"hessian": f(torch.tensor(x)).numpy()}
