"""Freezing a layer."""

import paddle
from paddle import nn


# %% snippet
def freeze(layer):
    for parameter in layer.parameters():
        parameter.stop_gradient = True


# %% ask
def ask(x):
    model = nn.Sequential(nn.Linear(3, 2), nn.Linear(2, 1))
    freeze(model[0])
    before = [layer.weight.clone() for layer in model]
    optimizer = paddle.optimizer.SGD(0.1, parameters=model.parameters())
    model(paddle.to_tensor(x)).square().sum().backward()
    optimizer.step()
    return {"changed": [int(not paddle.equal_all(a.weight, b)) for a, b in zip(model, before)]}
