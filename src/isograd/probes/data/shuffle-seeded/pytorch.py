"""An epoch for each seed that is set."""

import torch
from torch.utils.data import DataLoader, TensorDataset


# %% function
def epoch(rows, seed):
    torch.manual_seed(seed)
    loader = DataLoader(TensorDataset(torch.tensor(rows)), batch_size=8, shuffle=True)
    return [row for (part,) in loader for row in part.tolist()]


# %% ask
def ask(rows, seed, other):
    return {"first": epoch(rows, seed), "again": epoch(rows, seed), "other": epoch(rows, other)}
