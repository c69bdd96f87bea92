"""Repeat with Python's while until the data say stop."""

import torch


# %% function
def f(x):
    while torch.sum(x) < 100:
        x = x * 2
    return x


# %% ask
def ask(f, xs):
    return {"values": [f(torch.tensor(x)).tolist() for x in xs]}
