"""Keep the positive values only, however many they are."""

import torch


# %% function
def f(x):
    return x[x > 0] * 2


# %% ask
def ask(f, xs):
    return {"values": [f(torch.tensor(x)).tolist() for x in xs]}
