"""Three steps with the first layer frozen."""

import torch
from torch import nn


# %% model
def train(model, x, target, rate):
    model[0].requires_grad_(False)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    for _ in range(3):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), target)
        loss.backward()
        optimizer.step()


# %% ask
def ask(x, target, first, last, rate):
    model = nn.Sequential(nn.Linear(3, 4, bias=False), nn.Linear(4, 2, bias=False))
    model[0].weight.data = torch.tensor(first).T
    model[1].weight.data = torch.tensor(last).T
    train(model, torch.tensor(x), torch.tensor(target), rate)
    first, last = (layer.weight.detach().T.numpy() for layer in model)
    return {"first": first, "last": last}
