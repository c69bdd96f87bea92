"""Load a state dict that lacks one layer."""

from paddle import nn


# %% ask
def ask(name):
    saved = nn.LayerDict({"first": nn.Linear(3, 3)}).state_dict()
    model = nn.LayerDict({"first": nn.Linear(3, 3), name: nn.Linear(3, 1)})
    model.set_state_dict(saved)  # <-
    return {}
