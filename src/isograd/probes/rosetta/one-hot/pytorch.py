"""One-hot encoding."""

import torch


# %% snippet
def f(labels):
    return torch.nn.functional.one_hot(labels, 4)


# %% ask
def ask(labels):
    return {"y": f(torch.tensor(labels))}
