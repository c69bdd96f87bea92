"""Draw from two seeds that agree in their lowest 32 bits."""

import torch


# %% function
def draw(seed):
    torch.manual_seed(seed)
    return torch.rand(20).tolist()


# %% ask
def ask(seeds):
    return {"draws": [draw(seed) for seed in seeds]}
