"""Adaptive halting in Flax NNX: all iterations to train, with halted examples masked, since reverse
mode cannot go through nnx.while_loop; a while_loop to predict."""

import jax
import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
LIMIT = 12  # iterations at most


class Halting(nnx.Module):
    def __init__(self, rngs):
        self.input = nnx.Linear(4, 8, rngs=rngs)
        self.recurrent = nnx.Linear(8, 8, use_bias=False, rngs=rngs)
        self.halt = nnx.Linear(8, 1, bias_init=nnx.initializers.constant(-1.5), rngs=rngs)
        self.output = nnx.Linear(8, 1, rngs=rngs)

    def iterate(self, inputs, carry):
        state, mean, left, ponder, iterations = carry
        state = jnp.tanh(inputs + self.recurrent(state))
        halt = jax.nn.sigmoid(self.halt(state))
        weight = jnp.where(left - halt > 0.01, halt, left)  # nothing once an example has halted
        return state, mean + weight * state, left - weight, ponder + left, iterations + (left > 0)

    def __call__(self, x, loop):
        inputs = self.input(x)
        zeros, column = jnp.zeros_like(inputs), jnp.zeros_like(inputs[:, :1])
        start = (zeros, zeros, column + 1, column, column.astype(int))
        _, mean, _, ponder, iterations = loop(self, inputs, start)
        return self.output(mean), ponder, iterations


def masked_loop(model, inputs, carry):
    @nnx.scan(in_axes=(None, None, nnx.Carry), out_axes=nnx.Carry, length=LIMIT)
    def advance(model, inputs, carry):
        return model.iterate(inputs, carry)

    return advance(model, inputs, carry)


def while_loop(model, inputs, carry):
    def goes_on(value):
        _, (_, _, left, _, iterations) = value
        return jnp.any((left > 0) & (iterations < LIMIT))

    def body(value):
        model, carry = value
        return model, model.iterate(inputs, carry)

    return nnx.while_loop(goes_on, body, (model, carry))[1]


# %% loss
def loss_fn(model, x, y):
    predicted, ponder, _ = model(x, masked_loop)
    return jnp.mean((predicted - y) ** 2) + jnp.mean(ponder) / 64


# %% step
def build():
    model = Halting(nnx.Rngs(0))
    optimizer = nnx.Optimizer(model, optax.sgd(0.25), wrt=nnx.Param)
    return model, optimizer


@nnx.jit
def step(model, optimizer, x, y):
    loss, grads = nnx.value_and_grad(loss_fn)(model, x, y)
    optimizer.update(model, grads)
    return loss


# %% loop
@nnx.jit
def predict(model, x):
    predicted, _, iterations = model(x, while_loop)
    return predicted, iterations


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
