"""Check by torch._assert that a value is positive, first for one that is."""

import torch


# %% function
def f(x):
    y = 2 * x
    torch._assert((y > 0).all(), "y must be positive")  # <-
    return y


# %% ask
def ask(f, good, bad):
    f(torch.tensor([good]))
    print("the good value passed")
    f(torch.tensor([bad]))
    return {}
