"""Go through a shuffled loader for two epochs, and for one more after the same seed."""

import torch
from torch.utils.data import DataLoader


# %% function
def epoch(loader):
    return [int(batch) for batch in loader]


# %% ask
def ask(seed, examples):
    torch.manual_seed(seed)
    loader = DataLoader(range(examples), shuffle=True)
    first, other = epoch(loader), epoch(loader)
    torch.manual_seed(seed)
    again = epoch(DataLoader(range(examples), shuffle=True))
    return {"first": first, "other": other, "again": again}
