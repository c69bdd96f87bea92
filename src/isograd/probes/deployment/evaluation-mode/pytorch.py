"""A network with dropout, saved as it was made."""

import torch
from torch import nn


# %% network
def network(weights):
    kernel, *vectors, dense, offset = map(torch.tensor, weights.values())
    body = nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2))
    head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.5), nn.Linear(4, 3))
    model = nn.Sequential(body, head)
    state = [kernel.permute(3, 2, 0, 1), *vectors, torch.tensor(0), dense.T, offset]
    model.load_state_dict(dict(zip(model.state_dict(), state)))
    return model


# %% ask
def ask(scratch, weights, images):
    x = torch.tensor(images)[:, None]
    torch.export.save(torch.export.export(network(weights), (x,)), f"{scratch}/model.pt2")
    return {}
