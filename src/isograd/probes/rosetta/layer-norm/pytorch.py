"""Layer normalisation."""

import torch


# %% snippet
def f(x):
    return torch.nn.LayerNorm(x.shape[-1], eps=1e-5)(x).detach()


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
