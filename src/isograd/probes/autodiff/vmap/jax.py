"""A function of one row, applied to all rows."""

import jax
import jax.numpy as jnp
import numpy as np

runs = []


# %% function
def one(row):
    runs.append(1)
    return row / (1 + jnp.sum(jnp.abs(row)))


# %% ask
def ask(rows):
    mapped = jax.vmap(one)(jnp.array(rows))
    return {"rows": np.asarray(mapped), "runs": len(runs)}
