"""Replace an attribute of an Equinox module between its calls."""

import equinox as eqx
import jax.numpy as jnp


# %% function
class Scale(eqx.Module):
    factor: float

    def __call__(self, x):
        return x * self.factor


@eqx.filter_jit
def f(model, x):
    return model(x)


# %% ask
def ask(f, x, factors):
    model = Scale(1.0)
    values = []
    for factor in factors:
        model = eqx.tree_at(lambda scale: scale.factor, model, factor)
        values.append(float(f(model, jnp.array(x))))
    return {"values": values}
