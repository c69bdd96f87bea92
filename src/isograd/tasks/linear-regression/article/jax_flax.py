"""Linear regression in Flax NNX, on a fresh random batch at every step."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def batches(steps, seed):
    rngs = nnx.Rngs(seed)
    for _ in range(steps):
        x = rngs.normal((32, 1))
        yield x, 3 * x + 1


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
def train(model, optimizer, steps=100, seed=0):
    for x, y in batches(steps, seed):
        step(model, optimizer, x, y)
    w, b = model.linear.kernel, model.linear.bias
    print(f"w = {w.item():.4f}, b = {b.item():.4f}")
