"""Matrix factorisation in PyTorch."""

import torch
from torch import nn


# %% data
def load(user, item, rating):
    return torch.from_numpy(user), torch.from_numpy(item), torch.from_numpy(rating)


# %% model
class MatrixFactorisation(nn.Module):
    def __init__(self):
        super().__init__()
        self.user = nn.Embedding(50, 4)
        self.item = nn.Embedding(40, 4)
        self.user_bias = nn.Embedding(50, 1)
        self.item_bias = nn.Embedding(40, 1)

    def forward(self, user, item):
        product = (self.user(user) * self.item(item)).sum(1, keepdim=True)
        return product + self.user_bias(user) + self.item_bias(item)


# %% loss
loss_fn = nn.MSELoss()


# %% step
def build():
    model = MatrixFactorisation()
    optimizer = torch.optim.SGD(model.parameters(), lr=2.0)
    return model, optimizer


def step(model, optimizer, user, item, rating):
    optimizer.zero_grad()
    loss = loss_fn(model(user, item), rating)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@torch.no_grad()
def predict(model, user, item):
    model.eval()
    return model(user, item)


def train(model, optimizer, batches):
    for i, (user, item, rating) in enumerate(batches):
        loss = step(model, optimizer, *load(user, item, rating))
        print(f"step {i + 1}: loss {loss.item():.4f}")
