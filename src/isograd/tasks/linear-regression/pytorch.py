"""Linear regression in PyTorch."""

import torch
from torch import nn


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
class LinearRegression(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x):
        return self.linear(x)


# %% loss
loss_fn = nn.MSELoss()


# %% step
def build():
    model = LinearRegression()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    return model, optimizer


def step(model, optimizer, x, y):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
