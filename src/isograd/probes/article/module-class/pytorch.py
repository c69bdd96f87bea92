"""A model is a class."""

import torch
from torch import nn


# %% model
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(10, 1)

    def forward(self, x):
        return self.linear(x)


# %% ask
def ask(x):
    model = Model()
    y = model(torch.tensor(x)).detach().numpy()
    weight, bias = (p.detach().numpy() for p in model.parameters())
    return {"y": y, "weight": weight, "bias": bias}
