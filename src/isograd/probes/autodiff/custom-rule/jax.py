"""Rounding whose gradient is declared to be the identity."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
@jax.custom_vjp
def rounded(x):
    return jnp.round(x)


rounded.defvjp(lambda x: (jnp.round(x), None), lambda _, upstream: (upstream,))


def f(x):
    return jax.grad(lambda x: jnp.sum(rounded(x) ** 2))(x)


# %% ask
def ask(f, x):
    return {"gradient": np.asarray(f(jnp.array(x)))}
