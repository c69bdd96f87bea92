"""Move an array to the 64th GPU."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    y = jax.device_put(x, jax.devices("gpu")[63])  # <-
    return 2 * y


# %% ask
def ask(f, size):
    return {"device": str(f(jnp.ones(size)).device)}
