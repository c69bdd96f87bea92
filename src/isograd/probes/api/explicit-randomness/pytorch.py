"""The same seed twice inside one function."""

import torch


# %% function
def f(seed: int):
    first = torch.randn(4, generator=torch.Generator().manual_seed(seed))
    second = torch.randn(4, generator=torch.Generator().manual_seed(seed))
    return first, second


# %% ask
def ask(f, seed):
    torch.manual_seed(seed)
    undisturbed = torch.randn(4)
    torch.manual_seed(seed)
    (first, second), (other, _) = f(seed), f(seed + 1)
    after = torch.randn(4)
    found = {"first": first, "second": second, "other": other}
    return {**found, "undisturbed": undisturbed, "after": after}
