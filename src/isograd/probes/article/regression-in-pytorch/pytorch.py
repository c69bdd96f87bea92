"""Fit y = 3x + 1 by one linear layer, with a fresh batch at each step."""

import torch
from torch import nn

# %% model
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
loss_fn = nn.MSELoss()


# %% loop
def train():
    for _ in range(100):
        x = torch.randn(32, 1)
        y = 3 * x + 1
        loss = loss_fn(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


# %% ask
def ask():
    train()
    return {"w": model.weight.item(), "b": model.bias.item()}
