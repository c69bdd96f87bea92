"""Draw from one seed in a plain function and in the mode."""

import torch


# %% function
def draw(x):
    return torch.rand_like(x)


def f(x):
    return draw(x)


# %% ask
def ask(f, seed, size):
    x = torch.zeros(size)
    torch.manual_seed(seed)
    first = draw(x)
    torch.manual_seed(seed)
    again = f(x)
    return {"first": first.numpy(), "again": again.numpy()}
