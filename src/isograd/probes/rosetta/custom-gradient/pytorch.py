"""Custom gradient."""

import torch


# %% snippet
class Round(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.round()

    @staticmethod
    def backward(ctx, gradient):
        return gradient


# %% ask
def ask(x):
    x = torch.tensor(x, requires_grad=True)
    (Round.apply(x) ** 2).sum().backward()
    return {"y": x.grad}
