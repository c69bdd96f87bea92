"""Make an int32 array of a number that is too large."""

import jax.numpy as jnp


# %% ask
def ask(number):
    x = jnp.array([number], jnp.int32)  # <-
    return {"made": x}
