"""Adaptive halting in PaddlePaddle, as a static Program: while_loop is an operation of it."""

from typing import NamedTuple

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, y):
    return x, y  # the executor feeds NumPy arrays


# %% model
LIMIT = 12  # iterations at most


class Halting(nn.Layer):
    def __init__(self):
        super().__init__()
        bias = nn.initializer.Constant(-1.5)
        self.input = nn.Linear(4, 8)
        self.recurrent = nn.Linear(8, 8, bias_attr=False)
        self.halt = nn.Linear(8, 1, bias_attr=paddle.ParamAttr(initializer=bias))
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        inputs = self.input(x)

        def goes_on(count, state, mean, left, ponder, iterations):
            return paddle.logical_and(count < LIMIT, (left > 0).any())

        def iterate(count, state, mean, left, ponder, iterations):
            state = paddle.tanh(inputs + self.recurrent(state))
            halt = nn.functional.sigmoid(self.halt(state))
            weight = paddle.where(left - halt > 0.01, halt, left)  # the last takes what is left
            iterations = iterations + (left > 0).astype("int64")
            mean, left, ponder = mean + weight * state, left - weight, ponder + left
            # A copy: the gradient would be wrong if what is carried on were used here as well.
            return count + 1, paddle.assign(state), mean, left, ponder, iterations

        count = paddle.zeros([], "int64")
        state, mean = paddle.zeros_like(inputs), paddle.zeros_like(inputs)
        left = paddle.ones_like(inputs[:, :1])  # of the weight that each example shares out
        ponder, iterations = paddle.zeros_like(left), paddle.zeros_like(left, dtype="int64")
        start = [count, state, mean, left, ponder, iterations]
        _, _, mean, _, ponder, iterations = static.nn.while_loop(goes_on, iterate, start)
        return self.output(mean), ponder, iterations


# %% loss
def loss_fn(predicted, ponder, y):
    return paddle.mean((predicted - y) ** 2) + paddle.mean(ponder) / 64


# %% step
class Graph(NamedTuple):
    main: static.Program
    loss: paddle.pir.Value
    infer: static.Program


def build():
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        x = static.data("x", [None, 4])
        y = static.data("y", [None, 1])
        predicted, ponder, iterations = Halting()(x)
        loss = loss_fn(predicted, ponder, y)
        infer = static.normalize_program(main, [x], [predicted, iterations])
        paddle.optimizer.SGD(learning_rate=0.25).minimize(loss)
    executor = static.Executor()
    executor.run(startup)
    return executor, Graph(main, loss, infer)


def step(executor, graph, x, y):
    (value,) = executor.run(graph.main, feed={"x": x, "y": y}, fetch_list=[graph.loss])
    return value


# %% loop
def predict(executor, graph, x):
    predicted, iterations = executor.run(graph.infer, feed={"x": x}, fetch_list=[])
    return predicted, iterations


def train(executor, graph, batches):
    for i, (x, y) in enumerate(batches):
        value = step(executor, graph, *load(x, y))
        print(f"step {i + 1}: loss {value:.4f}")
