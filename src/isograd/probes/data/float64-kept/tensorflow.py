"""Float64 rows of NumPy through tf.data."""

import numpy as np
import tensorflow as tf


# %% ask
def ask(rows, batch):
    loader = tf.data.Dataset.from_tensor_slices(np.array(rows)).batch(batch)
    return {"rows": [float(row) for part in loader for row in part]}
