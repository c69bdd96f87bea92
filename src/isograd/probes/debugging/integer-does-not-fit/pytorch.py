"""Make an int32 tensor of a number that is too large."""

import torch


# %% ask
def ask(number):
    x = torch.tensor([number], dtype=torch.int32)  # <-
    return {"made": x}
