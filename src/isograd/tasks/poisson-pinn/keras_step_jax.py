"""Poisson's equation by a network in Keras with a training step in JAX."""

from functools import partial

import jax
import jax.numpy as jnp
import keras
from keras import ops


# %% data
def load(x, f, x_b, u_b):
    return tuple(jnp.asarray(array) for array in (x, f, x_b, u_b))


# %% model
WIDTH = 16  # units of each hidden layer


def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(2,)),
            keras.layers.Dense(WIDTH, activation="tanh", name="hidden_1"),
            keras.layers.Dense(WIDTH, activation="tanh", name="hidden_2"),
            keras.layers.Dense(1, name="output"),
        ]
    )


# %% loss
def laplacian(u, point):
    hessian = jax.hessian(lambda point: u(point[None])[0])(point)  # [1, 2, 2]
    return ops.trace(hessian, axis1=1, axis2=2)


def loss_fn(u, x, f, x_b, u_b):
    residual = -jax.vmap(partial(laplacian, u))(x) - f
    misfit = u(x_b) - u_b
    return ops.mean(residual**2) + 100 * ops.mean(misfit**2)


# %% step
def build():
    model = create_model()
    optimizer = keras.optimizers.Adam(learning_rate=1e-2, epsilon=1e-8)
    optimizer.build(model.trainable_variables)
    state = (
        [v.value for v in model.trainable_variables],
        [v.value for v in model.non_trainable_variables],
        [v.value for v in optimizer.variables],
    )
    return model, optimizer, state


def compute_loss(trainable, non_trainable, model, x, f, x_b, u_b):
    def u(x):  # a model without running statistics: its non-trainable variables stay
        return model.stateless_call(trainable, non_trainable, x)[0]

    return loss_fn(u, x, f, x_b, u_b)


@partial(jax.jit, static_argnames=("model", "optimizer"))
def step(model, optimizer, state, x, f, x_b, u_b):
    trainable, non_trainable, slots = state
    grad_fn = jax.value_and_grad(compute_loss)
    loss, grads = grad_fn(trainable, non_trainable, model, x, f, x_b, u_b)
    trainable, slots = optimizer.stateless_apply(slots, grads, trainable)
    return (trainable, non_trainable, slots), loss


# %% loop
@partial(jax.jit, static_argnames="model")
def predict(model, state, x):
    trainable, non_trainable, _ = state
    return model.stateless_call(trainable, non_trainable, x)[0]


def train(model, optimizer, state, batches):
    for i, batch in enumerate(batches):
        state, loss = step(model, optimizer, state, *load(*batch))
        print(f"step {i + 1}: loss {loss:.4f}")
    return state
