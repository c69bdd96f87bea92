"""Train a small network with dropout twice from one seed, and once from another."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% function
class Network(nnx.Module):
    def __init__(self, rngs):
        self.hidden = nnx.Linear(4, 16, rngs=rngs)
        self.dropout = nnx.Dropout(0.5, rngs=rngs)
        self.out = nnx.Linear(16, 1, rngs=rngs)

    def __call__(self, x):
        return self.out(self.dropout(nnx.relu(self.hidden(x))))


@nnx.jit
def step(model, optimizer, x, y):
    loss, gradient = nnx.value_and_grad(lambda model: jnp.mean((model(x) - y) ** 2))(model)
    optimizer.update(model, gradient)
    return loss


# %% ask
def train(seed, x, y):
    model = Network(nnx.Rngs(seed))
    optimizer = nnx.Optimizer(model, optax.adam(0.01), wrt=nnx.Param)
    return [step(model, optimizer, x, y).item() for _ in range(20)]


def ask(seed, x, y):
    x, y = jnp.array(x), jnp.array(y)
    first, again = train(seed, x, y), train(seed, x, y)
    return {"first": first, "again": again, "other": train(seed + 1, x, y)}
