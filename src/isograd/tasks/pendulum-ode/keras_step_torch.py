"""A pendulum's constants in Keras with a training step in PyTorch: ops.scan integrates."""

import keras
import torch
from keras import ops


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
STEPS, EVERY, H = 200, 50, 1 / 32  # the angle is observed after every 50th step


class Pendulum(keras.Model):
    def __init__(self):
        super().__init__()
        self.log_omega = self.add_weight(shape=(), initializer="zeros", name="log_omega")
        self.log_gamma = self.add_weight(shape=(), initializer="zeros", name="log_gamma")
        self.torque = self.add_weight(shape=(), initializer="zeros", name="torque")

    def call(self, x):  # starts [batch, 2] to the observed angles [batch, 4]
        stiffness, damping = ops.exp(2 * self.log_omega), ops.exp(self.log_gamma)

        def slope(state):
            angle, velocity = ops.unstack(state)
            force = self.torque - stiffness * ops.sin(angle) - damping * velocity
            return ops.stack([velocity, force])

        def rk4_step(state, _):
            k1 = slope(state)
            k2 = slope(state + H / 2 * k1)
            k3 = slope(state + H / 2 * k2)
            k4 = slope(state + H * k3)
            state = state + H * (k1 + 2 * k2 + 2 * k3 + k4) / 6
            return state, state

        _, states = ops.scan(rk4_step, ops.transpose(x), length=STEPS)
        return ops.transpose(states[EVERY - 1 :: EVERY, 0])


# %% loss
loss_fn = keras.losses.MeanSquaredError()


# %% step
def build():
    return Pendulum(), keras.optimizers.Adam(learning_rate=5e-3, epsilon=1e-8)


def step(model, optimizer, x, y):
    model.zero_grad()
    loss = loss_fn(y, model(x))
    loss.backward()
    gradients = [v.value.grad for v in model.trainable_weights]
    with torch.no_grad():
        optimizer.apply(gradients, model.trainable_weights)
    return loss


# %% loop
@torch.no_grad()
def predict(model, x):
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
