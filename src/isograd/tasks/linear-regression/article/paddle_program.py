"""Linear regression in PaddlePaddle, as a static Program, on a fresh random batch at every step."""

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def batches(steps, seed):
    paddle.seed(seed)
    sampler = static.Program()
    with static.program_guard(sampler):
        x = paddle.randn([32, 1])
        y = 3 * x + 1
    executor = static.Executor()
    for _ in range(steps):
        yield executor.run(sampler, fetch_list=[x, y])


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
def train(executor, main, loss, steps=100, seed=0):
    for x, y in batches(steps, seed):
        step(executor, main, loss, x, y)
    w, b = (parameter.get_value().item() for parameter in main.all_parameters())
    print(f"w = {w:.4f}, b = {b:.4f}")
