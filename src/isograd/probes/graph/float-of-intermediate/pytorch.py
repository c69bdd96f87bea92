"""Turn an intermediate value into a Python float and go on with it."""

import math

import torch


# %% function
def f(x):
    size = float(torch.sum(x))
    return x * math.sqrt(size)


# %% ask
def ask(f, xs):
    return {"values": [f(torch.tensor(x)).tolist() for x in xs]}
