"""Pass an object of one's own class to a function, with another attribute each time."""

import torch


@torch.jit.script
class Settings:
    def __init__(self, factor: float):
        self.factor = factor


# %% function
@torch.jit.script
def f(x, settings: Settings):
    return x * settings.factor


# %% ask
def ask(f, x, factors):
    return {"values": [float(f(torch.tensor(x), Settings(factor))) for factor in factors]}
