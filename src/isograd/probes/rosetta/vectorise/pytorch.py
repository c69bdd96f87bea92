"""One example to a batch."""

import torch


# %% snippet
def unit(v):
    return v / (v @ v).sqrt()


f = torch.func.vmap(unit)


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
