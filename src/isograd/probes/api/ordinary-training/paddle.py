"""Define and train a network with one hidden layer."""

import numpy as np
import paddle
from paddle import nn


# %% model
class Network(nn.Layer):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 6)
        self.last = nn.Linear(6, 1)

    def forward(self, x):
        return self.last(paddle.tanh(self.first(x)))


def train(model, batches, rate):
    optimizer = paddle.optimizer.SGD(learning_rate=rate, parameters=model.parameters())
    for x, y in batches:
        optimizer.clear_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()


# %% ask
def ask(x, y, first, last, rate):
    model = Network()
    model.first.weight.set_value(np.array(first, "float32"))  # its bias is zero already
    model.last.weight.set_value(np.array(last, "float32"))
    train(model, zip(paddle.to_tensor(x), paddle.to_tensor(y)), rate)
    return {"first": model.first.weight.numpy(), "last": model.last.weight.numpy()}
