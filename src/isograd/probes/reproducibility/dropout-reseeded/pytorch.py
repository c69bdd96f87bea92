"""Apply dropout, once more, and again after the same seed."""

import torch
from torch.nn import functional


# %% function
def f(x):
    return functional.dropout(x, 0.5)


# %% ask
def ask(f, seed, x):
    x = torch.tensor(x)
    torch.manual_seed(seed)
    first = f(x)
    other = f(x)
    torch.manual_seed(seed)
    again = f(x)
    return {"first": first.numpy(), "other": other.numpy(), "again": again.numpy()}
