"""A function of one row, applied to all rows."""

import torch

runs = []


# %% function
def one(row):
    runs.append(1)
    return row / (1 + row.abs().sum())


# %% ask
def ask(rows):
    mapped = torch.vmap(one)(torch.tensor(rows))
    return {"rows": mapped.numpy(), "runs": len(runs)}
