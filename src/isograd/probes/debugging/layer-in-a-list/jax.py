"""Keep layers of Flax in a plain list, train for one step, and count those that moved."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% model
class Model(nnx.Module):
    def __init__(self, layers, width):
        rngs = nnx.Rngs(0)
        self.hidden = [nnx.Linear(width, width, rngs=rngs) for _ in range(layers)]  # <-
        self.last = nnx.Linear(width, 1, rngs=rngs)

    def __call__(self, x):
        for layer in self.hidden:
            x = layer(x)
        return self.last(x)


# %% ask
def ask(layers, width):
    model = Model(layers, width)
    before = [layer.kernel[...] for layer in model.hidden]
    optimizer = nnx.Optimizer(model, optax.sgd(0.1), wrt=nnx.Param)
    gradients = nnx.grad(lambda model: jnp.mean(model(jnp.ones([4, width]))))(model)
    optimizer.update(model, gradients)
    moved = [bool((old != layer.kernel[...]).any()) for old, layer in zip(before, model.hidden)]
    return {"moved": sum(moved)}
