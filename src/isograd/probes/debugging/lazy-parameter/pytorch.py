"""Count the parameters of a lazy layer before its first call."""

from torch import nn


# %% ask
def ask(width):
    layer = nn.LazyLinear(width)
    count = sum(parameter.numel() for parameter in layer.parameters())  # <-
    return {"count": count}
