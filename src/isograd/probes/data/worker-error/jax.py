"""Two processes of the standard library, since JAX has no loader, and one bad row."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial

import jax.numpy as jnp


# %% function
def read(bad, message, index):
    if index == bad:
        raise ValueError(message)
    return index


# %% ask
def ask(bad, message):
    with ProcessPoolExecutor(2) as workers:
        rows = [jnp.array(row) for row in workers.map(partial(read, bad, message), range(48))]
    return {"rows": [int(row) for row in rows]}
