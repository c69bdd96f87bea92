"""Gradient of the mean of ten squares."""

import jax.numpy as jnp
import numpy as np
from flax import nnx


# %% function
class Square(nnx.Module):
    def __init__(self, x):
        self.x = nnx.Param(jnp.array(x))

    def __call__(self):
        return jnp.mean(jnp.square(self.x[...]))


@nnx.jit
def f(model):
    return nnx.grad(lambda model: model())(model)


# %% ask
def ask(f, x):
    return {"gradient": np.asarray(f(Square(x))["x"][...])}
