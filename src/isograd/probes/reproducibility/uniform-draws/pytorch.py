"""Draw many uniform numbers; some are looked at, and the largest of all."""

import torch


# %% function
def f(x):
    return torch.rand_like(x)


# %% ask
def ask(f, seed):
    torch.manual_seed(seed)
    draws = f(torch.zeros(2**24))
    return {"draws": draws[:20_000].numpy(), "largest": draws.max().item()}
