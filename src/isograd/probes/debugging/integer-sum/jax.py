"""Add up int32 numbers whose sum needs more than 32 bits."""

import jax.numpy as jnp


# %% ask
def ask(numbers):
    x = jnp.array(numbers, jnp.int32)
    return {"total": jnp.sum(x)}
