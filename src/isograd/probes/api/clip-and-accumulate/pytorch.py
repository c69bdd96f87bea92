"""A training step: the gradients of two micro-batches, added up and clipped by hand."""

import torch
from torch import nn


# %% model
def step(model, x, y, rate, limit):
    for part, target in zip(x.chunk(2), y.chunk(2)):
        loss = nn.functional.mse_loss(model(part), target) / 2
        loss.backward()  # adds to the gradients that are there
    gradients = [p.grad for p in model.parameters()]
    norm = torch.sqrt(sum((g**2).sum() for g in gradients))
    with torch.no_grad():
        for p, g in zip(model.parameters(), gradients):
            p -= rate * g * torch.clamp(limit / norm, max=1)
    model.zero_grad()


# %% ask
def ask(x, y, w, rate, limit):
    model = nn.Linear(3, 1, bias=False)
    model.weight.data = torch.tensor(w).T
    step(model, torch.tensor(x), torch.tensor(y), rate, limit)
    return {"w": model.weight.detach().T.numpy()}
