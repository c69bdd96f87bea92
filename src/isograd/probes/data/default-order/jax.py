"""Batches cut by hand, since JAX has no loader."""

import jax.numpy as jnp


# %% ask
def ask(rows, batch):
    rows = jnp.array(rows)
    parts = [rows[start : start + batch] for start in range(0, len(rows), batch)]
    return {"rows": [int(row) for part in parts for row in part]}
