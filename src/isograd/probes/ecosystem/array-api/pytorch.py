"""A function that finds the operations in the array's own namespace."""

import torch


# %% function
def standardised(x):
    xp = x.__array_namespace__()
    return (x - xp.mean(x)) / xp.std(x)


# %% ask
def ask(x):
    return {"y": standardised(torch.tensor(x)).numpy()}
