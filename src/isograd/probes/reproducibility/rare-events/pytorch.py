"""Draw a million events of a usual probability, and many millions of a tiny one."""

import torch


# %% ask
def ask(seed, often, rare, millions):
    torch.manual_seed(seed)
    usual = torch.bernoulli(torch.full([10**6], often)).sum().item()
    tiny = torch.full([10**6], rare)
    return {
        "often": usual,
        "rare": sum(torch.bernoulli(tiny).sum().item() for _ in range(millions)),
    }
