"""Note the loss at each step."""

import torch
from torch import nn


# %% model
def train(model, optimizer, batches):
    losses = []
    for x, y in batches:
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% ask
def ask(x, y, w, rate):
    model = nn.Linear(3, 1, bias=False)
    model.weight.data = torch.tensor(w).T
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    return {"losses": train(model, optimizer, zip(torch.tensor(x), torch.tensor(y)))}
