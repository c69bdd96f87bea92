"""A model that branches on the sum of its input."""

import torch


# %% function
def f(w, x):
    if x.sum() > 0:
        return w * x
    return w - x


# %% ask
def ask(f, w, first, second):
    w = torch.tensor(w)
    return {"first": f(w, torch.tensor(first)), "second": f(w, torch.tensor(second))}
