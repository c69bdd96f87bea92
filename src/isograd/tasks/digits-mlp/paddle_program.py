"""Handwritten digits in PaddlePaddle, as a static Program."""

from typing import NamedTuple

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, y):
    return x, y  # the executor feeds NumPy arrays


# %% model
WIDTH = 128  # hidden units


class MLP(nn.Layer):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(64, WIDTH)
        self.output = nn.Linear(WIDTH, 10)

    def forward(self, x):
        return self.output(nn.functional.relu(self.hidden(x)))


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
        x = static.data("x", [None, 64])
        y = static.data("y", [None], "int64")
        logits = MLP()(x)
        loss = loss_fn(logits, y)
        infer = static.normalize_program(main, [x], [logits])
        paddle.optimizer.Adam(learning_rate=1e-3).minimize(loss)
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
