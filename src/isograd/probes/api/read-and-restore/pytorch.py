"""Read all parameters, scale them, and put the old ones back."""

import torch
from torch import nn


# %% model
def scaled_and_restored(model, x, factor):
    kept = {name: value.clone() for name, value in model.state_dict().items()}
    model.load_state_dict({name: factor * value for name, value in kept.items()})
    replaced = model(x)
    model.load_state_dict(kept)
    return replaced, model(x)


# %% ask
def ask(x, first, last, factor):
    layers = nn.Linear(3, 3, bias=False), nn.Tanh(), nn.Linear(3, 2, bias=False)
    model = nn.Sequential(*layers)
    model[0].weight.data = torch.tensor(first).T
    model[2].weight.data = torch.tensor(last).T
    replaced, restored = scaled_and_restored(model, torch.tensor(x), factor)
    return {"replaced": replaced.detach().numpy(), "restored": restored.detach().numpy()}
