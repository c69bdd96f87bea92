"""A pendulum's constants in PaddlePaddle: a Python loop over Runge–Kutta steps."""

import paddle
from paddle import nn


# %% data
def load(x, y):
    return paddle.to_tensor(x), paddle.to_tensor(y)


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

    def advance(self, state):  # ten steps: to_static, which unrolls a loop, is applied to these
        for _ in range(10):
            state = self.rk4_step(state)
        return state

    def forward(self, x):  # starts [batch, 2] to the observed angles [batch, 4]
        state, angles = x.T, []
        for i in range(10, STEPS + 1, 10):
            state = self.advance(state)
            if i % EVERY == 0:
                angles.append(state[0])
        return paddle.stack(angles, axis=1)


# %% loss
loss_fn = nn.MSELoss()


# %% step
def build():
    model = Pendulum()
    optimizer = paddle.optimizer.Adam(learning_rate=5e-3, parameters=model.parameters())
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
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
