"""Handwritten digits with a convolutional network in Flax NNX: the module keeps its statistics."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
class CNN(nnx.Module):
    def __init__(self, rngs):
        self.conv1 = nnx.Conv(1, 8, (3, 3), use_bias=False, rngs=rngs)
        self.norm1 = nnx.BatchNorm(8, momentum=0.9, rngs=rngs)
        self.conv2 = nnx.Conv(8, 16, (3, 3), use_bias=False, rngs=rngs)
        self.norm2 = nnx.BatchNorm(16, momentum=0.9, rngs=rngs)
        self.output = nnx.Linear(64, 10, rngs=rngs)

    def __call__(self, x):
        x = x[..., None]  # [batch, height, width, channel]
        x = nnx.avg_pool(nnx.silu(self.norm1(self.conv1(x))), (2, 2), strides=(2, 2))
        x = nnx.avg_pool(nnx.silu(self.norm2(self.conv2(x))), (2, 2), strides=(2, 2))
        return self.output(x.reshape(len(x), -1))


# %% loss
def loss_fn(model, x, y):
    return optax.softmax_cross_entropy_with_integer_labels(model(x), y).mean()


# %% step
def build():
    model = CNN(nnx.Rngs(0))
    transform = optax.chain(optax.add_decayed_weights(5e-4), optax.sgd(0.05, momentum=0.9))
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
