"""Call a function that stays plain Python."""

import torch

seen = []


# %% function
@torch.compiler.disable
def note(y):
    seen.append(y.item())


def f(x):
    y = 2 * x
    note(y)
    return y


# %% ask
def ask(f, values):
    for value in values:
        f(torch.tensor([value]))
    return {"seen": seen}
