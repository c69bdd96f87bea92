"""Three steps in which each layer has its own learning rate."""

import torch
from torch import nn


# %% model
def train(model, x, target, slow, fast):
    groups = [
        {"params": model[0].parameters(), "lr": slow},
        {"params": model[1].parameters(), "lr": fast},
    ]
    optimizer = torch.optim.SGD(groups)
    for _ in range(3):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), target)
        loss.backward()
        optimizer.step()


# %% ask
def ask(x, target, first, last, slow, fast):
    model = nn.Sequential(nn.Linear(3, 4, bias=False), nn.Linear(4, 2, bias=False))
    model[0].weight.data = torch.tensor(first).T
    model[1].weight.data = torch.tensor(last).T
    train(model, torch.tensor(x), torch.tensor(target), slow, fast)
    first, last = (layer.weight.detach().T.numpy() for layer in model)
    return {"first": first, "last": last}
