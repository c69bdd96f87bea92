"""Decoupled weight decay."""

import torch


# %% snippet
def train(w, t, steps):
    optimizer = torch.optim.AdamW([w], lr=0.1, weight_decay=0.01)
    for _ in range(steps):
        optimizer.zero_grad()
        ((w - t) ** 2).sum().backward()
        optimizer.step()
    return w.detach()


# %% ask
def ask(w, t):
    return {"w": train(torch.tensor(w, requires_grad=True), torch.tensor(t), 3)}
