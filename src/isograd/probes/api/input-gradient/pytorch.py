"""The gradient of a model's summed output with respect to its input."""

import torch
from torch import nn


# %% model
def input_gradient(model, x):
    x.requires_grad_()
    (gradient,) = torch.autograd.grad(model(x).sum(), x)
    return gradient


# %% ask
def ask(x, w):
    model = nn.Sequential(nn.Linear(3, 2, bias=False), nn.Tanh())
    model[0].weight.data = torch.tensor(w).T
    return {"gradient": input_gradient(model, torch.tensor(x))}
