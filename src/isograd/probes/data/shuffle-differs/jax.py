"""Two epochs in orders drawn by hand, with a key for each."""

import jax
import numpy as np


# %% function
def batches(key, rows, batch):
    order = jax.random.permutation(key, len(rows))
    for start in range(0, len(rows), batch):
        yield rows[order[start : start + batch]]


# %% ask
def ask(rows, batch):
    keys = jax.random.split(jax.random.key(0))
    epochs = [batches(key, np.array(rows), batch) for key in keys]
    first, second = ([int(row) for part in epoch for row in part] for epoch in epochs)
    return {"first": first, "second": second}
