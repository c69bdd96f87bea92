"""Load a state dict that lacks one layer."""

from torch import nn


# %% ask
def ask(name):
    saved = nn.ModuleDict({"first": nn.Linear(3, 3)}).state_dict()
    model = nn.ModuleDict({"first": nn.Linear(3, 3), name: nn.Linear(3, 1)})
    model.load_state_dict(saved)  # <-
    return {}
