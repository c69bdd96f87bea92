"""Raise an exception of one's own because of the shape of the data."""

import torch


# %% function
class TooShortError(Exception):
    pass


def f(x):
    if x.shape[0] < 3:
        raise TooShortError("fewer than three values")
    return x * 2


# %% ask
def ask(f, xs):
    return {"values": [f(torch.tensor(x)).tolist() for x in xs]}
