"""Take the logarithm of a negative number while JAX looks for NaN."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    y = jnp.log(x)  # <-
    return jnp.sum(y * y)


# %% ask
def ask(f, values):
    with jax.debug_nans(True):
        f(jnp.array(values))
    return {}
