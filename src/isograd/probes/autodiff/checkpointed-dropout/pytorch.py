"""Dropout inside a recomputed segment: output and gradient."""

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint


# %% function
def segment(x):
    return nn.functional.dropout(x, 0.5)


def f(x):
    return checkpoint(segment, x, use_reentrant=False)


# %% ask
def ask(f, x):
    x = torch.tensor(x, requires_grad=True)
    y = f(x)
    y.sum().backward()
    return {"output": y.detach().numpy(), "gradient": x.grad.numpy()}
