"""Rounding whose gradient is declared to be the identity."""

import torch


# %% function
class Rounded(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.round(x)

    @staticmethod
    def backward(ctx, upstream):
        return upstream


def f(x):
    return (Rounded.apply(x) ** 2).sum()


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
