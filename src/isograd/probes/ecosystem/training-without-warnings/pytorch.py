"""A small model is trained, saved and loaded while every warning is noted."""

import warnings

import torch


# %% function
def train(x, y, scratch):
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    losses = []
    for _ in range(20):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    torch.save(model.state_dict(), f"{scratch}/weights.pt")
    model.load_state_dict(torch.load(f"{scratch}/weights.pt"))
    return losses


# %% ask
def ask(x, y, scratch):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        losses = train(torch.tensor(x), torch.tensor(y), scratch)
    return {"losses": [losses[0], losses[-1]], "warned": [str(one.message) for one in caught]}
