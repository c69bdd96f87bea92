"""Keep layers in a plain list, train for one step, and count those that moved."""

import torch
from torch import nn


# %% model
class Model(nn.Module):
    def __init__(self, layers, width):
        super().__init__()
        self.hidden = [nn.Linear(width, width) for _ in range(layers)]  # <-
        self.last = nn.Linear(width, 1)

    def forward(self, x):
        for layer in self.hidden:
            x = layer(x)
        return self.last(x)


# %% ask
def ask(layers, width):
    model = Model(layers, width)
    before = [layer.weight.detach().clone() for layer in model.hidden]
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    model(torch.ones(4, width)).mean().backward()
    optimizer.step()
    moved = [not torch.equal(w, layer.weight) for w, layer in zip(before, model.hidden)]
    return {"moved": sum(moved)}
