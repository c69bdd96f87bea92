"""Take elements of a tensor, one of them beyond its end."""

import torch


# %% function
def f(x, indices):
    return x[indices]  # <-


# %% ask
def ask(f, values, indices):
    return {"taken": f(torch.tensor(values), torch.tensor(indices))}
