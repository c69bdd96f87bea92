"""Seeding."""

import torch


# %% snippet
def draw(seed):
    torch.manual_seed(seed)
    return torch.randn(5)


# %% ask
import numpy as np


def ask(seed):
    first, again, other = (np.asarray(draw(s)) for s in (seed, seed, seed // 2))
    return {"same": int((first == again).all()), "other": int((first == other).any())}
