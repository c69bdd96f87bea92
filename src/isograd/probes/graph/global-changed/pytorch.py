"""Change a Python global between the calls of a function that reads it."""

import torch

factor = 1.0


# %% function
def f(x):
    return x * factor


# %% ask
def ask(f, x, factors):
    global factor
    values = []
    for changed in factors:
        factor = changed
        values.append(float(f(torch.tensor(x))))
    return {"values": values}
