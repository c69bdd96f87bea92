"""Handwritten digits with a convolutional network in PaddlePaddle, as a static Program."""

from typing import NamedTuple

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, y):
    return x, y  # the executor feeds NumPy arrays


# %% model
class CNN(nn.Layer):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2D(1, 8, 3, padding=1, bias_attr=False)
        self.norm1 = nn.BatchNorm2D(8)
        self.conv2 = nn.Conv2D(8, 16, 3, padding=1, bias_attr=False)
        self.norm2 = nn.BatchNorm2D(16)
        self.activation = nn.Silu()
        self.pool = nn.AvgPool2D(2)
        self.output = nn.Linear(16 * 2 * 2, 10)

    def forward(self, x):
        x = x.unsqueeze(1)  # [batch, channel, height, width]
        x = self.pool(self.activation(self.norm1(self.conv1(x))))
        x = self.pool(self.activation(self.norm2(self.conv2(x))))
        return self.output(x.flatten(1))


# %% loss
loss_fn = nn.CrossEntropyLoss()


# %% step
class Graph(NamedTuple):
    main: static.Program
    loss: paddle.pir.Value
    infer: static.Program


def build():
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        x = static.data("x", [None, 8, 8])
        y = static.data("y", [None], "int64")
        logits = CNN()(x)
        loss = loss_fn(logits, y)
        infer = static.normalize_program(main, [x], [logits])  # in evaluation mode
        optimizer = paddle.optimizer.Momentum(learning_rate=0.05, momentum=0.9, weight_decay=5e-4)
        optimizer.minimize(loss)
    executor = static.Executor()
    executor.run(startup)
    return executor, Graph(main, loss, infer)


def step(executor, graph, x, y):
    (value,) = executor.run(graph.main, feed={"x": x, "y": y}, fetch_list=[graph.loss])
    return value


# %% loop
def predict(executor, graph, x):
    (logits,) = executor.run(graph.infer, feed={"x": x}, fetch_list=[])
    return logits


def train(executor, graph, batches):
    for i, (x, y) in enumerate(batches):
        value = step(executor, graph, *load(x, y))
        print(f"step {i + 1}: loss {value:.4f}")
