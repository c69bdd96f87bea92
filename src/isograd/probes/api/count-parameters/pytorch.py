"""Count the parameters of a model with batch normalisation."""

from torch import nn


# %% ask
def ask(given, hidden, made):
    layers = nn.Linear(given, hidden), nn.BatchNorm1d(hidden), nn.Linear(hidden, made)
    model = nn.Sequential(*layers)
    return {"count": sum(p.numel() for p in model.parameters())}
