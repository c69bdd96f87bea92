"""Rounding whose gradient is declared to be the identity."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
@ops.custom_gradient
def rounded(x):
    def pull_back(*args, upstream=None):
        return args[0] if upstream is None else upstream

    return ops.round(x), pull_back


def f(x):
    return ops.sum(rounded(x) ** 2)


# %% ask
def ask(f, x):
    return {"gradient": np.asarray(jax.grad(f)(jnp.array(x)))}
