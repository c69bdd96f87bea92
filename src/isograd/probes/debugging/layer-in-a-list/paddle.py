"""Keep layers in a plain list, train for one step, and count those that moved."""

import paddle
from paddle import nn


# %% model
class Model(nn.Layer):
    def __init__(self, layers, width):
        super().__init__()
        self.hidden = [nn.Linear(width, width) for _ in range(layers)]  # <-
        self.last = nn.Linear(width, 1)

    def forward(self, x):
        for layer in self.hidden:
            x = layer(x)
        return self.last(x)


# %% ask
def ask(layers, width):
    model = Model(layers, width)
    before = [layer.weight.numpy().copy() for layer in model.hidden]
    optimizer = paddle.optimizer.SGD(0.1, parameters=model.parameters())
    model(paddle.ones([4, width])).mean().backward()
    optimizer.step()
    moved = [(old != layer.weight.numpy()).any() for old, layer in zip(before, model.hidden)]
    return {"moved": sum(moved)}
