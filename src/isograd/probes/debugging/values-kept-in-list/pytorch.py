"""Put an intermediate value into a list at every call, and read them all afterwards."""

import torch

kept = []


# %% function
def f(x):
    y = 2 * x
    kept.append(y)
    return y * y


# %% ask
def ask(f, values):
    for value in values:
        f(torch.tensor([value]))
    return {"kept": [y.item() for y in kept]}
