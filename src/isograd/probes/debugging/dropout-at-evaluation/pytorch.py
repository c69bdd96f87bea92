"""Train a model with dropout for one step, then call it."""

import torch
from torch import nn


# %% ask
def ask(values):
    scale = nn.Parameter(torch.ones(1))
    dropout = nn.Dropout(0.5)
    optimizer = torch.optim.SGD([scale], lr=0.1)
    (dropout(torch.ones(8)) * scale).sum().backward()
    optimizer.step()
    return {"output": dropout(torch.tensor(values))}
