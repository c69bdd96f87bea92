"""Adaptive halting in PaddlePaddle: a loop of fixed length, with halted examples masked, since the
gradient of a while that to_static has converted fails."""

import paddle
from paddle import nn


# %% data
def load(x, y):
    return paddle.to_tensor(x), paddle.to_tensor(y)


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

    def iterate(self, inputs, state, mean, left, ponder, iterations):
        state = paddle.tanh(inputs + self.recurrent(state))
        halt = nn.functional.sigmoid(self.halt(state))
        weight = paddle.where(left - halt > 0.01, halt, left)  # nothing once an example has halted
        iterations = iterations + (left > 0).astype("int64")
        return state, mean + weight * state, left - weight, ponder + left, iterations

    def forward(self, x):
        inputs = self.input(x)
        state, mean = paddle.zeros_like(inputs), paddle.zeros_like(inputs)
        left = paddle.ones_like(inputs[:, :1])  # of the weight that each example shares out
        ponder, iterations = paddle.zeros_like(left), paddle.zeros_like(left, dtype="int64")
        for _ in range(LIMIT):
            state, mean, left, ponder, iterations = self.iterate(
                inputs, state, mean, left, ponder, iterations
            )
        return self.output(mean), ponder, iterations


# %% loss
def loss_fn(predicted, ponder, y):
    return paddle.mean((predicted - y) ** 2) + paddle.mean(ponder) / 64


# %% step
def build():
    model = Halting()
    optimizer = paddle.optimizer.SGD(learning_rate=0.25, parameters=model.parameters())
    return model, optimizer


def step(model, optimizer, x, y):
    optimizer.clear_grad()
    predicted, ponder, _ = model(x)
    loss = loss_fn(predicted, ponder, y)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@paddle.no_grad()
def predict(model, x):
    predicted, _, iterations = model(x)
    return predicted, iterations


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
