"""Draw a million standard-normal numbers; twenty thousand are looked at."""

import torch


# %% function
def f(x):
    return torch.randn_like(x)


# %% ask
def ask(f, seed):
    torch.manual_seed(seed)
    draws = f(torch.zeros(2**20))
    return {"draws": draws[:20_000].numpy(), "different": len(draws.unique()) / len(draws)}
