"""Initialise two layers with one initialiser."""

import paddle
from paddle import nn


# %% ask
def ask(seed, deviation):
    paddle.seed(seed)
    initializer = nn.initializer.Normal(std=deviation)
    layers = [nn.Linear(8, 4, weight_attr=initializer) for _ in range(2)]
    return {"draws": [layer.weight.numpy() for layer in layers]}
