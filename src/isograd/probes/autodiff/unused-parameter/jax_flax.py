"""Gradient with respect to a parameter that the loss does not use."""

import jax.numpy as jnp
import numpy as np
from flax import nnx


# %% function
class Model(nnx.Module):
    def __init__(self, used, unused):
        self.used, self.unused = nnx.Param(jnp.array(used)), nnx.Param(jnp.array(unused))


@nnx.jit
def f(model):
    return nnx.grad(lambda model: jnp.sum(model.used[...] ** 2))(model)


# %% ask
def ask(f, used, unused):
    gradient = f(Model(used, unused))
    first, second = gradient["used"][...], gradient["unused"][...]
    return {"used": np.asarray(first), "unused": np.asarray(second)}
