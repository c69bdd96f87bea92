"""Layers in a row."""

import paddle
from paddle import nn


# %% snippet
def create_model():
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))


# %% ask
def ask(rows):
    model = create_model()
    count = sum(p.size for p in model.parameters())
    return {"shape": list(model(paddle.ones([rows, 4])).shape), "parameters": count}
