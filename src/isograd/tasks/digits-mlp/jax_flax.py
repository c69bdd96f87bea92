"""Handwritten digits in Flax NNX: a module, an optimizer that updates it, a jitted step."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
WIDTH = 128  # hidden units


class MLP(nnx.Module):
    def __init__(self, rngs):
        self.hidden = nnx.Linear(64, WIDTH, rngs=rngs)
        self.output = nnx.Linear(WIDTH, 10, rngs=rngs)

    def __call__(self, x):
        return self.output(nnx.relu(self.hidden(x)))


# %% loss
def loss_fn(model, x, y):
    return optax.softmax_cross_entropy_with_integer_labels(model(x), y).mean()


# %% step
def build():
    model = MLP(nnx.Rngs(0))
    optimizer = nnx.Optimizer(model, optax.adam(1e-3), wrt=nnx.Param)
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
