"""A training step: the gradients of two micro-batches, added up and clipped by the framework."""

import torch
from torch import nn


# %% model
def step(model, x, y, rate, limit):
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    for part, target in zip(x.chunk(2), y.chunk(2)):
        loss = nn.functional.mse_loss(model(part), target) / 2
        loss.backward()  # adds to the gradients that are there
    nn.utils.clip_grad_norm_(model.parameters(), limit)
    optimizer.step()
    optimizer.zero_grad()


# %% ask
def ask(x, y, w, rate, limit):
    model = nn.Linear(3, 1, bias=False)
    model.weight.data = torch.tensor(w).T
    step(model, torch.tensor(x), torch.tensor(y), rate, limit)
    return {"w": model.weight.detach().T.numpy()}
