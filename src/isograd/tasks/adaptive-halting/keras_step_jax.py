"""Adaptive halting in Keras with a training step in JAX: a loop of fixed length, with halted
examples masked, since reverse mode cannot go through ops.while_loop on this backend."""

from functools import partial

import jax
import jax.numpy as jnp
import keras
from keras import ops


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
LIMIT = 12  # iterations at most


class Halting(keras.Model):
    def __init__(self):
        super().__init__()
        bias = keras.initializers.Constant(-1.5)
        self.read_in = keras.layers.Dense(8, name="input")
        self.recurrent = keras.layers.Dense(8, use_bias=False, name="recurrent")
        self.halt = keras.layers.Dense(1, "sigmoid", bias_initializer=bias, name="halt")
        self.read_out = keras.layers.Dense(1, name="output")

    def call(self, x):
        inputs = self.read_in(x)

        def iterate(_, carry):
            state, mean, left, ponder, iterations = carry
            state = ops.tanh(inputs + self.recurrent(state))
            halt = self.halt(state)
            weight = ops.where(left - halt > 0.01, halt, left)  # nothing once one has halted
            iterations += ops.cast(left > 0, "int32")
            return state, mean + weight * state, left - weight, ponder + left, iterations

        zeros, column = ops.zeros_like(inputs), ops.zeros_like(inputs[:, :1])
        start = (zeros, zeros, column + 1, column, ops.cast(column, "int32"))
        _, mean, _, ponder, iterations = ops.fori_loop(0, LIMIT, iterate, start)
        return self.read_out(mean), ponder, iterations


# %% loss
def loss_fn(y, predicted, ponder):
    return ops.mean((predicted - y) ** 2) + ops.mean(ponder) / 64


# %% step
def build():
    model = Halting()
    model(keras.Input([4]))  # creates the weights
    optimizer = keras.optimizers.SGD(learning_rate=0.25)
    optimizer.build(model.trainable_variables)
    state = (
        [v.value for v in model.trainable_variables],
        [v.value for v in model.non_trainable_variables],
        [v.value for v in optimizer.variables],
    )
    return model, optimizer, state


def compute_loss(trainable, non_trainable, model, x, y):
    outputs, non_trainable = model.stateless_call(trainable, non_trainable, x)
    predicted, ponder, _ = outputs
    return loss_fn(y, predicted, ponder), non_trainable


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
    outputs, _ = model.stateless_call(trainable, non_trainable, x)
    predicted, _, iterations = outputs
    return predicted, iterations


def train(model, optimizer, state, batches):
    for i, (x, y) in enumerate(batches):
        state, loss = step(model, optimizer, state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return state
