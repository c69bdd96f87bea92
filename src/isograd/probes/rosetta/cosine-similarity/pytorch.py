"""Cosine similarity."""

import torch


# %% snippet
def f(x, y):
    return torch.nn.functional.cosine_similarity(x, y)


# %% ask
def ask(x, y):
    return {"y": f(torch.tensor(x), torch.tensor(y))}
