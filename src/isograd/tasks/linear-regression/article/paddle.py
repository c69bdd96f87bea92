"""Linear regression in PaddlePaddle, on a fresh random batch at every step."""

import paddle
from paddle import nn


# %% data
def batches(steps, seed):
    paddle.seed(seed)
    for _ in range(steps):
        x = paddle.randn([32, 1])
        yield x, 3 * x + 1


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
def train(model, optimizer, steps=100, seed=0):
    for x, y in batches(steps, seed):
        step(model, optimizer, x, y)
    print(f"w = {model.linear.weight.item():.4f}, b = {model.linear.bias.item():.4f}")
