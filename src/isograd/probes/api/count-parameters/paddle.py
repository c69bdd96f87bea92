"""Count the parameters of a model with batch normalisation."""

from paddle import nn


# %% ask
def ask(given, hidden, made):
    layers = nn.Linear(given, hidden), nn.BatchNorm1D(hidden), nn.Linear(hidden, made)
    model = nn.Sequential(*layers)
    return {"count": int(sum(p.size for p in model.parameters()))}
