"""Maximum pooling."""

import torch


# %% snippet
def f(x):
    return torch.nn.functional.max_pool2d(x.permute(0, 3, 1, 2), 2).permute(0, 2, 3, 1)


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
