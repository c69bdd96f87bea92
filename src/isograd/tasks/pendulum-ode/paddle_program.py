"""A pendulum's constants in PaddlePaddle, as a static Program: while_loop is an operation of it."""

from typing import NamedTuple

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, y):
    return x, y  # the executor feeds NumPy arrays


# %% model
STEPS, EVERY, H = 200, 50, 1 / 32  # the angle is observed after every 50th step


class Pendulum(nn.Layer):
    def __init__(self):
        super().__init__()
        zero = nn.initializer.Constant(0.0)
        self.log_omega = self.create_parameter([], default_initializer=zero)
        self.log_gamma = self.create_parameter([], default_initializer=zero)
        self.torque = self.create_parameter([], default_initializer=zero)

    def slope(self, state):
        angle, velocity = paddle.unstack(state)
        stiffness, damping = paddle.exp(2 * self.log_omega), paddle.exp(self.log_gamma)
        force = self.torque - stiffness * paddle.sin(angle) - damping * velocity
        return paddle.stack([velocity, force])

    def rk4_step(self, state):
        k1 = self.slope(state)
        k2 = self.slope(state + H / 2 * k1)
        k3 = self.slope(state + H / 2 * k2)
        k4 = self.slope(state + H * k3)
        six = paddle.to_tensor(6.0)  # as a number, a graph would multiply by 1/6 in float32
        return state + H * (k1 + 2 * k2 + 2 * k3 + k4) / six

    def forward(self, x):  # starts [batch, 2] to the observed angles [batch, 4]
        def goes_on(i, state):
            return i < EVERY

        def advance(i, state):
            return i + 1, self.rk4_step(state)

        x.stop_gradient = False  # or the loop would stop the gradient of all that it makes of x
        state, angles = x.T, []
        for _ in range(STEPS // EVERY):  # one loop of the Program up to each observation
            start = [paddle.zeros([], "int64"), state]
            _, state = static.nn.while_loop(goes_on, advance, start)
            angles.append(state[0])
        return paddle.stack(angles, axis=1)


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
        x = static.data("x", [None, 2])
        y = static.data("y", [None, 4])
        angles = Pendulum()(x)
        loss = loss_fn(angles, y)
        infer = static.normalize_program(main, [x], [angles])
        paddle.optimizer.Adam(learning_rate=5e-3).minimize(loss)
    executor = static.Executor()
    executor.run(startup)
    return executor, Graph(main, loss, infer)


def step(executor, graph, x, y):
    (value,) = executor.run(graph.main, feed={"x": x, "y": y}, fetch_list=[graph.loss])
    return value


# %% loop
def predict(executor, graph, x):
    (angles,) = executor.run(graph.infer, feed={"x": x}, fetch_list=[])
    return angles


def train(executor, graph, batches):
    for i, (x, y) in enumerate(batches):
        value = step(executor, graph, *load(x, y))
        print(f"step {i + 1}: loss {value:.4f}")
