"""Call a function that TorchScript leaves to Python."""

import torch

seen = []


# %% function
@torch.jit.ignore
def note(y: torch.Tensor) -> None:
    seen.append(y.item())


@torch.jit.script
def f(x):
    y = 2 * x
    note(y)
    return y


# %% ask
def ask(f, values):
    for value in values:
        f(torch.tensor([value]))
    return {"seen": seen}
