"""Take the logarithm of a negative number in a scan while JAX looks for NaN."""

import jax
import jax.numpy as jnp


# %% function
def f(carry, x):
    y = jnp.log(x)  # <-
    return carry + y, y


# %% ask
def ask(f, values):
    with jax.debug_nans(True):
        jax.lax.scan(f, 0.0, jnp.array(values))
    return {}
