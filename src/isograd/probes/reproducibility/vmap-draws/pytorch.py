"""Add noise to one example, mapped over a batch."""

import torch


# %% function
def noisy(x):
    return x + torch.randn_like(x)


def f(x):
    return torch.func.vmap(noisy, randomness="different")(x)


# %% ask
def ask(f, seed, examples):
    torch.manual_seed(seed)
    return {"draws": f(torch.zeros(examples, 3)).numpy()}
