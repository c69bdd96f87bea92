"""Kullback–Leibler divergence."""

import torch


# %% snippet
def f(p, q):
    return torch.nn.KLDivLoss(reduction="batchmean")(q.log(), p)


# %% ask
def ask(p, q):
    return {"y": f(torch.tensor(p), torch.tensor(q))}
