"""Poisson's equation by a network in PaddlePaddle, as a static Program."""

from typing import NamedTuple

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, f, x_b, u_b):
    return x, f, x_b, u_b  # the executor feeds NumPy arrays


# %% model
WIDTH = 16  # units of each hidden layer


class MLP(nn.Layer):
    def __init__(self):
        super().__init__()
        self.hidden_1 = nn.Linear(2, WIDTH)
        self.hidden_2 = nn.Linear(WIDTH, WIDTH)
        self.output = nn.Linear(WIDTH, 1)

    def forward(self, x):
        x = paddle.tanh(self.hidden_1(x))
        x = paddle.tanh(self.hidden_2(x))
        return self.output(x)


# %% loss
def laplacian(u, x):
    (du,) = static.gradients([u], [x])  # [batch, 2]
    (du_x,) = static.gradients([du[:, 0]], [x])
    (du_y,) = static.gradients([du[:, 1]], [x])
    return du_x[:, 0:1] + du_y[:, 1:2]


def loss_fn(u, x, f, at_boundary, u_b):
    residual = -laplacian(u, x) - f
    misfit = at_boundary - u_b
    return residual.square().mean() + 100 * misfit.square().mean()


# %% step
class Graph(NamedTuple):
    main: static.Program
    loss: paddle.pir.Value
    infer: static.Program


def build():
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        x, x_b = static.data("x", [None, 2]), static.data("x_b", [None, 2])
        f, u_b = static.data("f", [None, 1]), static.data("u_b", [None, 1])
        x.stop_gradient = False
        model = MLP()
        u = model(x)
        infer = static.normalize_program(main, [x], [u])
        loss = loss_fn(u, x, f, model(x_b), u_b)
        paddle.optimizer.Adam(learning_rate=1e-2).minimize(loss)
    executor = static.Executor()
    executor.run(startup)
    return executor, Graph(main, loss, infer)


def step(executor, graph, x, f, x_b, u_b):
    feed = {"x": x, "f": f, "x_b": x_b, "u_b": u_b}
    (value,) = executor.run(graph.main, feed=feed, fetch_list=[graph.loss])
    return value


# %% loop
def predict(executor, graph, x):
    (u,) = executor.run(graph.infer, feed={"x": x}, fetch_list=[])
    return u


def train(executor, graph, batches):
    for i, batch in enumerate(batches):
        value = step(executor, graph, *load(*batch))
        print(f"step {i + 1}: loss {value:.4f}")
