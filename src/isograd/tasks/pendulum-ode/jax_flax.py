"""A pendulum's constants in Flax NNX: a module of nnx.Params whose call scans over time."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
STEPS, EVERY, H = 200, 50, 1 / 32  # the angle is observed after every 50th step


class Pendulum(nnx.Module):
    def __init__(self):
        self.log_omega = nnx.Param(jnp.zeros(()))
        self.log_gamma = nnx.Param(jnp.zeros(()))
        self.torque = nnx.Param(jnp.zeros(()))

    def slope(self, state):
        angle, velocity = state
        stiffness, damping = jnp.exp(2 * self.log_omega), jnp.exp(self.log_gamma)
        force = self.torque - stiffness * jnp.sin(angle) - damping * velocity
        return jnp.stack([velocity, force])

    def rk4_step(self, state):
        k1 = self.slope(state)
        k2 = self.slope(state + H / 2 * k1)
        k3 = self.slope(state + H / 2 * k2)
        k4 = self.slope(state + H * k3)
        return state + H * (k1 + 2 * k2 + 2 * k3 + k4) / 6

    def __call__(self, x):  # starts [batch, 2] to the observed angles [batch, 4]
        @nnx.scan(in_axes=(None, nnx.Carry), out_axes=(nnx.Carry, 0), length=STEPS)
        def advance(pendulum, state):
            state = pendulum.rk4_step(state)
            return state, state[0]

        _, angles = advance(self, x.T)
        return angles[EVERY - 1 :: EVERY].T


# %% loss
def loss_fn(model, x, y):
    return jnp.mean((model(x) - y) ** 2)


# %% step
def build():
    model = Pendulum()
    optimizer = nnx.Optimizer(model, optax.adam(5e-3), wrt=nnx.Param)
    return model, optimizer


@nnx.jit
def step(model, optimizer, x, y):
    loss, grads = nnx.value_and_grad(loss_fn)(model, x, y)
    optimizer.update(model, grads)
    return loss


# %% loop
@nnx.jit
def predict(model, x):
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
