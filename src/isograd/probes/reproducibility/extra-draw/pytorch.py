"""Draw after seeding, and once more with another draw in between."""

import torch


# %% function
def f(x):
    return torch.rand_like(x)


# %% ask
def ask(f, seed, size):
    x = torch.zeros(size)
    torch.manual_seed(seed)
    first = f(x)
    torch.manual_seed(seed)
    f(torch.zeros(size, 2))
    again = f(x)
    return {"first": first.numpy(), "again": again.numpy()}
