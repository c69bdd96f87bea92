"""Handwritten digits in PyTorch."""

import torch
from torch import nn


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
WIDTH = 128  # hidden units


class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(64, WIDTH)
        self.output = nn.Linear(WIDTH, 10)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(x)))


# %% loss
loss_fn = nn.CrossEntropyLoss()


# %% step
def build():
    model = MLP()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    return model, optimizer


def step(model, optimizer, x, y):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@torch.no_grad()
def predict(model, x):
    model.eval()
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
