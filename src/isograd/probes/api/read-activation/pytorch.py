"""Read the output of the layer called hidden."""

from collections import OrderedDict

import torch
from torch import nn


# %% model
def activation(model, name, x):
    kept = []
    layer = model.get_submodule(name)
    hook = layer.register_forward_hook(lambda module, args, output: kept.append(output))
    model(x)
    hook.remove()
    return kept[0]


# %% ask
def ask(x, hidden, last):
    layers = {"hidden": nn.Linear(3, 5, bias=False), "act": nn.ReLU()}
    model = nn.Sequential(OrderedDict(**layers, last=nn.Linear(5, 2, bias=False)))
    model.hidden.weight.data = torch.tensor(hidden).T
    model.last.weight.data = torch.tensor(last).T
    return {"activation": activation(model, "hidden", torch.tensor(x)).detach().numpy()}
