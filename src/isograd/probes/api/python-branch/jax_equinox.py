"""A module that branches on the sum of its input."""

import equinox as eqx
import jax
import jax.numpy as jnp


# %% model
class Branching(eqx.Module):
    w: jax.Array

    def __call__(self, x):
        if x.sum() > 0:
            return self.w * x
        return self.w - x


@eqx.filter_jit
def f(model, x):
    return model(x)


# %% ask
def ask(f, w, first, second):
    model = Branching(jnp.array(w))
    return {"first": f(model, jnp.array(first)), "second": f(model, jnp.array(second))}
