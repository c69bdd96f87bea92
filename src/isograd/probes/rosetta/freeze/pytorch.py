"""Freezing a layer."""

import torch
from torch import nn


# %% snippet
def freeze(layer):
    layer.requires_grad_(False)


# %% ask
def ask(x):
    model = nn.Sequential(nn.Linear(3, 2), nn.Linear(2, 1))
    freeze(model[0])
    before = [layer.weight.clone() for layer in model]
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    model(torch.tensor(x)).square().sum().backward()
    optimizer.step()
    return {"changed": [int(not torch.equal(a.weight, b)) for a, b in zip(model, before)]}
