"""Add up int32 numbers whose sum needs more than 32 bits."""

import torch


# %% ask
def ask(numbers):
    x = torch.tensor(numbers, dtype=torch.int32)
    return {"total": x.sum()}
