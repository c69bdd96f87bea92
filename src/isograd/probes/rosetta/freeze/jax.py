"""Freezing a layer."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% snippet
def optimizer_without(model, layer, learning_rate):
    """SGD over all parameters but those of the named layer."""
    trained = nnx.All(nnx.Param, nnx.Not(nnx.PathContains(layer)))
    return nnx.Optimizer(model, optax.sgd(learning_rate), wrt=trained), trained


# %% ask
class Model(nnx.Module):
    def __init__(self, rngs):
        self.first, self.second = nnx.Linear(3, 2, rngs=rngs), nnx.Linear(2, 1, rngs=rngs)

    def __call__(self, x):
        return self.second(self.first(x))


def ask(x):
    model = Model(nnx.Rngs(0))
    layers = [model.first, model.second]
    before = [jnp.array(layer.kernel.value) for layer in layers]
    optimizer, trained = optimizer_without(model, "first", 0.1)
    wrt = nnx.DiffState(0, trained)
    gradients = nnx.grad(lambda m: (m(jnp.array(x)) ** 2).sum(), argnums=wrt)(model)
    optimizer.update(model, gradients)
    return {"changed": [int((a.kernel.value != b).any()) for a, b in zip(layers, before)]}
