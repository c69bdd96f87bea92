"""Handwritten digits in PaddlePaddle, as a static Program."""

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, y):
    return x, y  # the executor feeds NumPy arrays


# %% model
class MLP(nn.Layer):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(64, 128)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        return self.output(nn.functional.relu(self.hidden(x)))


# %% loss
loss_fn = nn.CrossEntropyLoss()


# %% step
def build():
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        x = static.data("x", [None, 64])
        y = static.data("y", [None], "int64")
        loss = loss_fn(MLP()(x), y)
        paddle.optimizer.Adam(learning_rate=1e-3).minimize(loss)
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
