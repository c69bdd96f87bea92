"""Linear regression in Flax NNX: a module, an optimizer that updates it, a jitted step."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
class LinearRegression(nnx.Module):
    def __init__(self, rngs):
        self.linear = nnx.Linear(1, 1, rngs=rngs)

    def __call__(self, x):
        return self.linear(x)


# %% loss
def loss_fn(model, x, y):
    return jnp.mean((model(x) - y) ** 2)


# %% step
def build():
    model = LinearRegression(nnx.Rngs(0))
    optimizer = nnx.Optimizer(model, optax.sgd(0.1), wrt=nnx.Param)
    return model, optimizer


@nnx.jit
def step(model, optimizer, x, y):
    loss, grads = nnx.value_and_grad(loss_fn)(model, x, y)
    optimizer.update(model, grads)
    return loss


# %% loop
def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
