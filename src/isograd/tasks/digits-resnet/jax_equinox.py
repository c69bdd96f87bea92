"""Handwritten digits with a residual network in Equinox; statistics are passed along."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
class ConvNorm(eqx.Module):
    conv: eqx.nn.Conv2d
    norm: eqx.nn.BatchNorm

    def __init__(self, before, after, size=3, stride=1, *, key):
        self.conv = eqx.nn.Conv2d(
            before, after, size, stride, padding=size // 2, use_bias=False, key=key
        )
        self.norm = eqx.nn.BatchNorm(after, axis_name="batch", momentum=0.9, mode="batch")

    def __call__(self, x, state):
        return self.norm(self.conv(x), state)


class Block(eqx.Module):
    first: ConvNorm
    second: ConvNorm
    shortcut: ConvNorm | None

    def __init__(self, before, after, stride=1, *, key):
        first, second, shortcut = jax.random.split(key, 3)
        self.first = ConvNorm(before, after, stride=stride, key=first)
        self.second = ConvNorm(after, after, key=second)
        self.shortcut = ConvNorm(before, after, 1, stride, key=shortcut) if stride > 1 else None

    def __call__(self, x, state):
        y, state = self.first(x, state)
        y, state = self.second(jax.nn.silu(y), state)
        if self.shortcut is not None:
            x, state = self.shortcut(x, state)
        return jax.nn.silu(y + x), state


class ResNet(eqx.Module):
    stem: ConvNorm
    block1: Block
    block2: Block
    output: eqx.nn.Linear

    def __init__(self, key):
        stem, block1, block2, output = jax.random.split(key, 4)
        self.stem = ConvNorm(1, 8, stride=2, key=stem)
        self.block1 = Block(8, 8, key=block1)
        self.block2 = Block(8, 16, stride=2, key=block2)
        self.output = eqx.nn.Linear(16, 10, key=output)

    def __call__(self, x, state):  # one example; vmap adds the batch, over which norms average
        x, state = self.stem(x[None], state)  # [channel, height, width]
        x, state = self.block1(jax.nn.silu(x), state)
        x, state = self.block2(x, state)
        return self.output(x.mean((1, 2))), state


def forward(model, state, x):
    over_batch = jax.vmap(model, axis_name="batch", in_axes=(0, None), out_axes=(0, None))
    return over_batch(x, state)


# %% loss
def loss_fn(model, state, x, y):
    logits, state = forward(model, state, x)
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean(), state


# %% step
schedule = optax.piecewise_constant_schedule(0.0625, {3: 0.5, 25: 0.5})
optimizer = optax.chain(optax.add_decayed_weights(5e-4), optax.sgd(schedule, momentum=0.9))


def build():
    model, state = eqx.nn.make_with_state(ResNet)(jax.random.key(0))
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
