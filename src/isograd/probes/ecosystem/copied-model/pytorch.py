"""A model is copied, then changed; the copy computes as before."""

import copy as copying

import torch


# %% ask
def ask(weight, x):
    model = torch.nn.Sequential(torch.nn.Linear(3, 2, bias=False))
    model[0].weight.data = torch.tensor(weight).T.contiguous()
    copy = copying.deepcopy(model)
    x = torch.tensor(x)
    model[0].weight.data.zero_()
    return {"copy": copy(x).tolist(), "own": model(x).tolist()}
