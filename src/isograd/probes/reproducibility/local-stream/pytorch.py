"""Draw from the global stream, and again with draws of a generator of one's own in between."""

import torch


# %% function
def private(seed):
    return torch.randn(20, generator=torch.Generator().manual_seed(seed)).tolist()


# %% ask
def ask(seed, mine):
    torch.manual_seed(seed)
    first = [torch.randn(20).tolist(), torch.randn(20).tolist()]
    torch.manual_seed(seed)
    before, made, after = torch.randn(20).tolist(), private(mine), torch.randn(20).tolist()
    return {"first": first, "again": [before, after], "mine": made, "mine_again": private(mine)}
