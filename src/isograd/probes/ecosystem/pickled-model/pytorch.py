"""A model is pickled, and its copy computes."""

import pickle

import torch


# %% ask
def ask(weight, x):
    model = torch.nn.Sequential(torch.nn.Linear(3, 2, bias=False))
    model[0].weight.data = torch.tensor(weight).T.contiguous()
    copy = pickle.loads(pickle.dumps(model))
    x = torch.tensor(x)
    return {"copy": copy(x).tolist()}
