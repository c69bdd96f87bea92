"""A pendulum's constants in Keras with a training step in JAX: ops.scan integrates."""

from functools import partial

import jax
import jax.numpy as jnp
import keras
from keras import ops


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


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
    model = Pendulum()
    model(keras.Input([2]))  # stateless_call asks for a model that was called
    optimizer = keras.optimizers.Adam(learning_rate=5e-3, epsilon=1e-8)
    optimizer.build(model.trainable_variables)
    state = (
        [v.value for v in model.trainable_variables],
        [v.value for v in model.non_trainable_variables],
        [v.value for v in optimizer.variables],
    )
    return model, optimizer, state


def compute_loss(trainable, non_trainable, model, x, y):
    angles, non_trainable = model.stateless_call(trainable, non_trainable, x)
    return loss_fn(y, angles), non_trainable


@partial(jax.jit, static_argnames=("model", "optimizer"))
def step(model, optimizer, state, x, y):
    trainable, non_trainable, slots = state
    grad_fn = jax.value_and_grad(compute_loss, has_aux=True)
    (loss, non_trainable), grads = grad_fn(trainable, non_trainable, model, x, y)
    trainable, slots = optimizer.stateless_apply(slots, grads, trainable)
    return (trainable, non_trainable, slots), loss


# %% loop
@partial(jax.jit, static_argnames="model")
def predict(model, state, x):
    trainable, non_trainable, _ = state
    return model.stateless_call(trainable, non_trainable, x)[0]


def train(model, optimizer, state, batches):
    for i, (x, y) in enumerate(batches):
        state, loss = step(model, optimizer, state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return state
