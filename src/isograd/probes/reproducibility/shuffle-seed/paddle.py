"""Go through a shuffled loader for two epochs, and for one more after the same seed."""

import paddle
from paddle.io import DataLoader, TensorDataset


# %% function
def epoch(loader):
    return [batch.item() for (batch,) in loader]


# %% ask
def ask(seed, examples):
    numbers = TensorDataset([paddle.arange(examples)])
    paddle.seed(seed)
    loader = DataLoader(numbers, shuffle=True)
    first, other = epoch(loader), epoch(loader)
    paddle.seed(seed)
    again = epoch(DataLoader(numbers, shuffle=True))
    return {"first": first, "other": other, "again": again}
