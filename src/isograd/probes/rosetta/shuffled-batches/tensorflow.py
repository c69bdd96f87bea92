"""Shuffled batches."""

import numpy as np
import tensorflow as tf


# %% snippet
def batches(rows):
    return tf.data.Dataset.from_tensor_slices(rows).shuffle(len(rows)).batch(3)


# %% ask
def ask(rows):
    seen = [[int(row) for row in batch] for batch in batches(np.array(rows))]
    return {
        "sizes": [len(batch) for batch in seen],
        "rows": sorted(row for batch in seen for row in batch),
    }
