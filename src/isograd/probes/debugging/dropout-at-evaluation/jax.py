"""Train a model of Flax with dropout for one step, then call it."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% ask
def ask(values):
    model = nnx.Sequential(nnx.Linear(64, 64, rngs=nnx.Rngs(0)), nnx.Dropout(0.5, rngs=nnx.Rngs(1)))
    optimizer = nnx.Optimizer(model, optax.sgd(0.1), wrt=nnx.Param)
    gradients = nnx.grad(lambda model: jnp.sum(model(jnp.ones(64))))(model)
    optimizer.update(model, gradients)
    _, dropout = model.layers
    return {"output": dropout(jnp.array(values))}
