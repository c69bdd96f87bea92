"""Saving and loading weights."""

import torch


# %% snippet
def save(model, path):
    torch.save(model.state_dict(), path)


def load(model, path):
    model.load_state_dict(torch.load(path, weights_only=True))


# %% ask
def ask(x, scratch):
    one, two = torch.nn.Linear(3, 2), torch.nn.Linear(3, 2)
    save(one, f"{scratch}/weights.pt")
    load(two, f"{scratch}/weights.pt")
    x = torch.tensor(x)
    return {"same": int(torch.equal(one(x), two(x)))}
