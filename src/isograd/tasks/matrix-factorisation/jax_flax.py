"""Matrix factorisation in Flax NNX: a module, an optimizer that updates it, a jitted step."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(user, item, rating):
    return jnp.asarray(user), jnp.asarray(item), jnp.asarray(rating)


# %% model
class MatrixFactorisation(nnx.Module):
    def __init__(self, rngs):
        self.user = nnx.Embed(50, 4, rngs=rngs)
        self.item = nnx.Embed(40, 4, rngs=rngs)
        self.user_bias = nnx.Embed(50, 1, rngs=rngs)
        self.item_bias = nnx.Embed(40, 1, rngs=rngs)

    def __call__(self, user, item):
        product = (self.user(user) * self.item(item)).sum(axis=1, keepdims=True)
        return product + self.user_bias(user) + self.item_bias(item)


# %% loss
def loss_fn(model, user, item, rating):
    return jnp.mean((model(user, item) - rating) ** 2)


# %% step
def build():
    model = MatrixFactorisation(nnx.Rngs(0))
    optimizer = nnx.Optimizer(model, optax.sgd(2.0), wrt=nnx.Param)
    return model, optimizer


@nnx.jit
def step(model, optimizer, user, item, rating):
    loss, grads = nnx.value_and_grad(loss_fn)(model, user, item, rating)
    optimizer.update(model, grads)
    return loss


# %% loop
@nnx.jit
def predict(model, user, item):
    model.eval()
    return model(user, item)


def train(model, optimizer, batches):
    for i, (user, item, rating) in enumerate(batches):
        loss = step(model, optimizer, *load(user, item, rating))
        print(f"step {i + 1}: loss {loss:.4f}")
