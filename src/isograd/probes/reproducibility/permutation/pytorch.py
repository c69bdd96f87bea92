"""Shuffle four numbers many times."""

import torch


# %% ask
def ask(seed, times):
    torch.manual_seed(seed)
    return {"orders": [torch.randperm(4).tolist() for _ in range(times)]}
