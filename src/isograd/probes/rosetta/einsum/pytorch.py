"""Einstein summation."""

import torch


# %% snippet
def f(x, y):
    return torch.einsum("bij,ji->b", x, y)


# %% ask
def ask(x, y):
    return {"y": f(torch.tensor(x), torch.tensor(y))}
