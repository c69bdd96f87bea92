"""A module that branches on the sum of its input."""

import jax.numpy as jnp
from flax import nnx


# %% model
class Branching(nnx.Module):
    def __init__(self, w):
        self.w = nnx.Param(w)

    def __call__(self, x):
        if x.sum() > 0:
            return self.w * x
        return self.w - x


@nnx.jit
def f(model, x):
    return model(x)


# %% ask
def ask(f, w, first, second):
    model = Branching(jnp.array(w))
    return {"first": f(model, jnp.array(first)), "second": f(model, jnp.array(second))}
