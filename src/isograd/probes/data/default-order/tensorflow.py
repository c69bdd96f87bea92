"""A data set that is told the batch size only."""

import tensorflow as tf


# %% ask
def ask(rows, batch):
    loader = tf.data.Dataset.from_tensor_slices(rows).batch(batch)
    return {"rows": [int(row) for part in loader for row in part]}
