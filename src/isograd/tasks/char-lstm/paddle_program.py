"""Next characters of verse with an LSTM in PaddlePaddle, as a static Program."""

from typing import NamedTuple

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, y):
    return x, y  # the executor feeds NumPy arrays


# %% model
class CharLSTM(nn.Layer):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(164, 12)
        self.lstm = nn.LSTM(12, 16)
        self.output = nn.Linear(16, 164)

    def forward(self, x):
        state, logits = None, []  # None: zeros
        for window in self.embedding(x).split(3, axis=1):
            hidden, (h, c) = self.lstm(window, state)
            state = (h.detach(), c.detach())
            logits.append(self.output(hidden))
        return paddle.concat(logits, axis=1)  # [batch, time, class]


# %% loss
loss_fn = nn.CrossEntropyLoss(ignore_index=0)


# %% step
class Graph(NamedTuple):
    main: static.Program
    loss: paddle.pir.Value
    infer: static.Program


def build():
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        x = static.data("x", [None, 30], "int64")
        y = static.data("y", [None, 30], "int64")
        logits = CharLSTM()(x)
        loss = loss_fn(logits, y)
        infer = static.normalize_program(main, [x], [logits])
        paddle.optimizer.SGD(learning_rate=2.0).minimize(loss)
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
