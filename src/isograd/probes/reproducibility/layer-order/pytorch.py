"""Make a layer after seeding, and once more with another layer before it."""

import torch
from torch import nn


# %% ask
def ask(seed):
    torch.manual_seed(seed)
    first = nn.Linear(8, 4).weight
    torch.manual_seed(seed)
    nn.Linear(8, 8)
    again = nn.Linear(8, 4).weight
    return {"first": first.tolist(), "again": again.tolist()}
