"""Save after two epochs and go on; then load into new objects and go on from there."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


# %% function
def make(seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Dropout(), nn.Linear(16, 1))
    return model, torch.optim.Adam(model.parameters())


def train(model, optimizer, x, y):
    for _ in range(2):
        for features, target in DataLoader(TensorDataset(x, y), batch_size=8, shuffle=True):
            optimizer.zero_grad()
            (model(features) - target).square().mean().backward()
            optimizer.step()
    return torch.cat([weight.flatten() for weight in model.parameters()]).tolist()


# %% ask
def ask(seed, x, y, scratch):
    x, y = torch.tensor(x), torch.tensor(y)
    model, optimizer = make(seed)
    train(model, optimizer, x, y)
    states = [model.state_dict(), optimizer.state_dict(), torch.get_rng_state()]
    torch.save(states, f"{scratch}/midway.pt")
    first = train(model, optimizer, x, y)
    model, optimizer = make(seed)
    states = torch.load(f"{scratch}/midway.pt")
    model.load_state_dict(states[0])
    optimizer.load_state_dict(states[1])
    torch.set_rng_state(states[2])
    return {"first": first, "again": train(model, optimizer, x, y)}
