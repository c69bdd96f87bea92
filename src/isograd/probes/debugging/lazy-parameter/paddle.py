"""Count the parameters of a layer that is not told its input size."""

from paddle import nn


# %% ask
def ask(width):
    layer = nn.Linear(out_features=width)  # <-
    count = sum(parameter.size for parameter in layer.parameters())
    return {"count": count}
