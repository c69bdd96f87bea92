"""Accumulated gradients."""

import torch


# %% snippet
def train(w, t, steps):
    optimizer = torch.optim.SGD([w], lr=0.1)
    for _ in range(steps):
        (((w - t) ** 2).sum() / steps).backward()  # adds to w.grad
    optimizer.step()
    optimizer.zero_grad()
    return w.detach()


# %% ask
def ask(w, t):
    return {"w": train(torch.tensor(w, requires_grad=True), torch.tensor(t), 2)}
