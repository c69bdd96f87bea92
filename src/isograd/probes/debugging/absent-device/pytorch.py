"""Move a tensor to the 64th GPU."""

import torch


# %% function
def f(x):
    y = x.to("cuda:63")  # <-
    return 2 * y


# %% ask
def ask(f, size):
    return {"device": str(f(torch.ones(size)).device)}
