"""Replace the activation of a model that has been built and used."""

import torch
from torch import nn


class Sine(nn.Module):
    def forward(self, x):
        return torch.sin(x)


# %% ask
def ask(x, first, last):
    model = nn.Sequential(nn.Linear(3, 5, bias=False), nn.Tanh(), nn.Linear(5, 2, bias=False))
    model[0].weight.data = torch.tensor(first).T
    model[2].weight.data = torch.tensor(last).T
    before = model(torch.tensor(x))
    model[1] = Sine()
    after = model(torch.tensor(x))
    return {"before": before.detach().numpy(), "after": after.detach().numpy()}
