"""Train a small network with dropout twice from one seed, and once from another."""

import torch
from torch.nn import functional


# %% function
def f(x, y, w1, w2):
    hidden = functional.dropout(torch.relu(x @ w1), 0.5)
    return torch.mean((hidden @ w2 - y) ** 2)


# %% ask
def train(f, seed, x, y):
    torch.manual_seed(seed)
    w1 = torch.randn(4, 16, requires_grad=True)
    w2 = torch.randn(16, 1, requires_grad=True)
    optimizer = torch.optim.Adam([w1, w2], lr=0.01)
    losses = []
    for _ in range(20):
        optimizer.zero_grad()
        loss = f(x, y, w1, w2)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def ask(f, seed, x, y):
    x, y = torch.tensor(x), torch.tensor(y)
    first, again = train(f, seed, x, y), train(f, seed, x, y)
    return {"first": first, "again": again, "other": train(f, seed + 1, x, y)}
