"""Change an attribute of a scripted module between its calls."""

import torch
from torch import nn


# %% function
class Scale(nn.Module):
    def __init__(self):
        super().__init__()
        self.factor = 1.0

    def forward(self, x):
        return x * self.factor


# %% ask
def ask(x, factors):
    model = torch.jit.script(Scale())
    values = []
    for factor in factors:
        model.factor = factor
        values.append(float(model(torch.tensor(x))))
    return {"values": values}
