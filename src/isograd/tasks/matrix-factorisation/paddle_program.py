"""Matrix factorisation in PaddlePaddle, as a static Program."""

from typing import NamedTuple

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(user, item, rating):
    return user, item, rating  # the executor feeds NumPy arrays


# %% model
class MatrixFactorisation(nn.Layer):
    def __init__(self):
        super().__init__()
        self.user = nn.Embedding(50, 4)
        self.item = nn.Embedding(40, 4)
        self.user_bias = nn.Embedding(50, 1)
        self.item_bias = nn.Embedding(40, 1)

    def forward(self, user, item):
        product = (self.user(user) * self.item(item)).sum(1, keepdim=True)
        return product + self.user_bias(user) + self.item_bias(item)


# %% loss
loss_fn = nn.MSELoss()


# %% step
class Graph(NamedTuple):
    main: static.Program
    loss: paddle.pir.Value
    infer: static.Program


def build():
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        user = static.data("user", [None], "int64")
        item = static.data("item", [None], "int64")
        rating = static.data("rating", [None, 1])
        predicted = MatrixFactorisation()(user, item)
        loss = loss_fn(predicted, rating)
        infer = static.normalize_program(main, [user, item], [predicted])
        paddle.optimizer.SGD(learning_rate=2.0).minimize(loss)
    executor = static.Executor()
    executor.run(startup)
    return executor, Graph(main, loss, infer)


def step(executor, graph, user, item, rating):
    feed = {"user": user, "item": item, "rating": rating}
    (value,) = executor.run(graph.main, feed=feed, fetch_list=[graph.loss])
    return value


# %% loop
def predict(executor, graph, user, item):
    (predicted,) = executor.run(graph.infer, feed={"user": user, "item": item}, fetch_list=[])
    return predicted


def train(executor, graph, batches):
    for i, (user, item, rating) in enumerate(batches):
        value = step(executor, graph, *load(user, item, rating))
        print(f"step {i + 1}: loss {value:.4f}")
