"""Add noise of the size of a full batch to all batches, of which the last is shorter."""

import jax
import jax.numpy as jnp


# %% function
def f(x, noise):
    h = 2 * x
    return h + noise  # <-


# %% ask
def ask(f, examples, batch, width):
    x, noise = jnp.ones([examples, width]), jnp.ones([batch, width])
    for start in range(0, examples, batch):
        f(x[start : start + batch], noise)
        print("a full batch passed")
    return {}
