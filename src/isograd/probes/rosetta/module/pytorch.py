"""A model of one's own."""

import torch
from torch import nn


# %% snippet
class Scale(nn.Module):
    def __init__(self, scale):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(scale))

    def forward(self, x):
        return self.scale * x


# %% ask
def ask(x, scale):
    model = Scale(scale)
    return {"y": model(torch.tensor(x)).detach(), "parameters": len(list(model.parameters()))}
