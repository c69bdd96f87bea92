"""Gradients through the saved network."""

import torch


# %% ask
def ask(scratch, weights, images):
    model = torch.export.load(f"{scratch}/model.pt2").module()
    model(torch.tensor(images)[:, None]).square().sum().backward()
    found = dict(model.named_parameters())
    return {"dense": found["1.2.weight"].grad.T, "offset": found["1.2.bias"].grad}
