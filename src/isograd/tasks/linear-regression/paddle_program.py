"""Linear regression in PaddlePaddle, as a static Program."""

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, y):
    return x, y  # the executor feeds NumPy arrays


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
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        x = static.data("x", [None, 1])
        y = static.data("y", [None, 1])
        loss = loss_fn(LinearRegression()(x), y)
        paddle.optimizer.SGD(learning_rate=0.1).minimize(loss)
    executor = static.Executor()
    executor.run(startup)
    return executor, main, loss


def step(executor, main, loss, x, y):
    (value,) = executor.run(main, feed={"x": x, "y": y}, fetch_list=[loss])
    return value


# %% loop
def train(executor, main, loss, batches):
    for i, (x, y) in enumerate(batches):
        value = step(executor, main, loss, *load(x, y))
        print(f"step {i + 1}: loss {value:.4f}")
