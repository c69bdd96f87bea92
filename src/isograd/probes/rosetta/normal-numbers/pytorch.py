"""Normal random numbers."""

import torch


# %% snippet
def draw(seed, count):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(count, generator=generator)


# %% ask
def ask(seed, count):
    return {"x": draw(seed, count)}
