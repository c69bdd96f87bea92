"""Handwritten digits with a residual network in Flax NNX: modules keep their statistics."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
class ConvNorm(nnx.Module):
    def __init__(self, before, after, size=3, stride=1, *, rngs):
        # Zeros on every side. "SAME", the default, would put them at the end only for stride 2.
        edge = size // 2
        self.conv = nnx.Conv(
            before, after, (size, size), stride, padding=edge, use_bias=False, rngs=rngs
        )
        self.norm = nnx.BatchNorm(after, momentum=0.9, rngs=rngs)

    def __call__(self, x):
        return self.norm(self.conv(x))


class Block(nnx.Module):
    def __init__(self, before, after, stride=1, *, rngs):
        self.first = ConvNorm(before, after, stride=stride, rngs=rngs)
        self.second = ConvNorm(after, after, rngs=rngs)
        self.shortcut = ConvNorm(before, after, 1, stride, rngs=rngs) if stride > 1 else None

    def __call__(self, x):
        y = self.second(nnx.silu(self.first(x)))
        return nnx.silu(y + (self.shortcut(x) if self.shortcut else x))


class ResNet(nnx.Module):
    def __init__(self, rngs):
        self.stem = ConvNorm(1, 8, stride=2, rngs=rngs)
        self.block1 = Block(8, 8, rngs=rngs)
        self.block2 = Block(8, 16, stride=2, rngs=rngs)
        self.output = nnx.Linear(16, 10, rngs=rngs)

    def __call__(self, x):
        x = nnx.silu(self.stem(x[..., None]))  # [batch, height, width, channel]
        x = self.block2(self.block1(x))
        return self.output(x.mean((1, 2)))


# %% loss
def loss_fn(model, x, y):
    return optax.softmax_cross_entropy_with_integer_labels(model(x), y).mean()


# %% step
def build():
    model = ResNet(nnx.Rngs(0))
    schedule = optax.piecewise_constant_schedule(0.0625, {3: 0.5, 25: 0.5})
    transform = optax.chain(optax.add_decayed_weights(5e-4), optax.sgd(schedule, momentum=0.9))
    optimizer = nnx.Optimizer(model, transform, wrt=nnx.Param)
    return model, optimizer


@nnx.jit
def step(model, optimizer, x, y):
    loss, grads = nnx.value_and_grad(loss_fn)(model, x, y)
    optimizer.update(model, grads)
    return loss


# %% loop
@nnx.jit
def predict(model, x):
    model.eval()
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
