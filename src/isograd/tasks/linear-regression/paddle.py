"""Linear regression in PaddlePaddle."""

import paddle
from paddle import nn


# %% data
def load(x, y):
    return paddle.to_tensor(x), paddle.to_tensor(y)


# %% model
class LinearRegression(nn.Layer):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x):
        return self.linear(x)


# %% loss
loss_fn = nn.MSELoss()


# %% step
def build():
    model = LinearRegression()
    optimizer = paddle.optimizer.SGD(learning_rate=0.1, parameters=model.parameters())
    return model, optimizer


def step(model, optimizer, x, y):
    optimizer.clear_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
