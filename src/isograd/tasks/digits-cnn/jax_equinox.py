"""Handwritten digits with a convolutional network in Equinox; statistics are passed along."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
def batch_norm(channels):
    return eqx.nn.BatchNorm(channels, axis_name="batch", momentum=0.9, mode="batch")


class CNN(eqx.Module):
    conv1: eqx.nn.Conv2d
    norm1: eqx.nn.BatchNorm
    conv2: eqx.nn.Conv2d
    norm2: eqx.nn.BatchNorm
    pool: eqx.nn.AvgPool2d
    output: eqx.nn.Linear

    def __init__(self, key):
        conv1, conv2, output = jax.random.split(key, 3)
        self.conv1 = eqx.nn.Conv2d(1, 8, 3, padding=1, use_bias=False, key=conv1)
        self.norm1 = batch_norm(8)
        self.conv2 = eqx.nn.Conv2d(8, 16, 3, padding=1, use_bias=False, key=conv2)
        self.norm2 = batch_norm(16)
        self.pool = eqx.nn.AvgPool2d(2, stride=2)
        self.output = eqx.nn.Linear(64, 10, key=output)

    def __call__(self, x, state):  # one example; vmap adds the batch, over which norms average
        x, state = self.norm1(self.conv1(x[None]), state)  # [channel, height, width]
        x, state = self.norm2(self.conv2(self.pool(jax.nn.silu(x))), state)
        return self.output(self.pool(jax.nn.silu(x)).ravel()), state


def forward(model, state, x):
    over_batch = jax.vmap(model, axis_name="batch", in_axes=(0, None), out_axes=(0, None))
    return over_batch(x, state)


# %% loss
def loss_fn(model, state, x, y):
    logits, state = forward(model, state, x)
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean(), state


# %% step
optimizer = optax.chain(optax.add_decayed_weights(5e-4), optax.sgd(0.05, momentum=0.9))


def build():
    model, state = eqx.nn.make_with_state(CNN)(jax.random.key(0))
    return model, state, optimizer.init(eqx.filter(model, eqx.is_inexact_array))


@eqx.filter_jit
def step(model, state, opt_state, x, y):
    grad_fn = eqx.filter_value_and_grad(loss_fn, has_aux=True)
    (loss, state), grads = grad_fn(model, state, x, y)
    params = eqx.filter(model, eqx.is_inexact_array)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return eqx.apply_updates(model, updates), state, opt_state, loss


# %% loop
@eqx.filter_jit
def predict(model, state, x):
    logits, _ = forward(eqx.nn.inference_mode(model), state, x)
    return logits


def train(model, state, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        model, state, opt_state, loss = step(model, state, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return model, state, opt_state
