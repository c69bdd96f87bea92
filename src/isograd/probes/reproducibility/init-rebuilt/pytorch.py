"""Build a dense layer twice after seeding, and once more after the same seed."""

import torch


# %% function
def weights():
    return torch.nn.Linear(8, 4).weight.tolist()


# %% ask
def ask(seed):
    torch.manual_seed(seed)
    first, other = weights(), weights()
    torch.manual_seed(seed)
    return {"first": first, "other": other, "again": weights()}
