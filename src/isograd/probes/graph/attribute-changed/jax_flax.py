"""Change an attribute of a Flax module between its calls."""

import jax.numpy as jnp
from flax import nnx


# %% function
class Scale(nnx.Module):
    def __init__(self):
        self.factor = 1.0

    def __call__(self, x):
        return x * self.factor


@nnx.jit
def f(model, x):
    return model(x)


# %% ask
def ask(f, x, factors):
    model = Scale()
    values = []
    for factor in factors:
        model.factor = factor
        values.append(float(f(model, jnp.array(x))))
    return {"values": values}
