"""Initialise a large weight with a truncated normal of a given deviation."""

import torch


# %% ask
def ask(seed, deviation):
    torch.manual_seed(seed)
    return {"draws": torch.nn.init.trunc_normal_(torch.empty(200, 200), std=deviation).numpy()}
