"""Shuffled batches."""

import jax
import numpy as np


# %% snippet
def batches(rows):  # JAX has no loader; NumPy or another framework's is used
    order = jax.random.permutation(jax.random.key(0), len(rows))
    for start in range(0, len(rows), 3):
        yield rows[order[start : start + 3]]


# %% ask
def ask(rows):
    seen = [[int(row) for row in batch] for batch in batches(np.array(rows))]
    return {
        "sizes": [len(batch) for batch in seen],
        "rows": sorted(row for batch in seen for row in batch),
    }
