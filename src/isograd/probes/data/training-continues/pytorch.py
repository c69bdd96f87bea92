"""Model and optimiser are saved, made anew and loaded in the middle of a training."""

import torch


# %% function
def build():
    model = torch.nn.Linear(3, 1, bias=False)
    torch.nn.init.zeros_(model.weight)
    return model, torch.optim.Adam(model.parameters(), lr=0.1)


def train(model, optimizer, x, y, steps):
    for _ in range(steps):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


# %% ask
def ask(x, y, before, after, scratch):
    x, y = torch.tensor(x), torch.tensor(y)
    model, optimizer = build()
    train(model, optimizer, x, y, before)
    saved = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(saved, f"{scratch}/checkpoint.pt")

    model, optimizer = build()
    saved = torch.load(f"{scratch}/checkpoint.pt")
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    train(model, optimizer, x, y, after)
    return {"weight": model.weight.ravel().tolist()}
