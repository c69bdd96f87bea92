"""A generator of one's own, since JAX has no loader, that has one bad row."""

import jax.numpy as jnp


# %% function
def batches(bad, message):
    for start in range(0, 48, 4):
        if start <= bad < start + 4:
            raise ValueError(message)
        yield jnp.arange(start, start + 4)


# %% ask
def ask(bad, message):
    return {"rows": [part.tolist() for part in batches(bad, message)]}
