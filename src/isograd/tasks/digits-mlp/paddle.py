"""Handwritten digits in PaddlePaddle."""

import paddle
from paddle import nn


# %% data
def load(x, y):
    return paddle.to_tensor(x), paddle.to_tensor(y)


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
def build():
    model = MLP()
    optimizer = paddle.optimizer.Adam(learning_rate=1e-3, parameters=model.parameters())
    return model, optimizer


def step(model, optimizer, x, y):
    optimizer.clear_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@paddle.no_grad()
def predict(model, x):
    model.eval()
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
