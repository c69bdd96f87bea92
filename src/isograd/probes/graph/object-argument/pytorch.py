"""Pass an object of one's own class to a function, with another attribute each time."""

import torch


class Settings:
    def __init__(self, factor):
        self.factor = factor


# %% function
def f(x, settings):
    return x * settings.factor


# %% ask
def ask(f, x, factors):
    return {"values": [float(f(torch.tensor(x), Settings(factor))) for factor in factors]}
