"""Two epochs through one data set."""

import tensorflow as tf


# %% ask
def ask(rows, batch):
    loader = tf.data.Dataset.from_tensor_slices(rows).shuffle(len(rows)).batch(batch)
    first, second = ([int(row) for part in loader for row in part] for _ in range(2))
    return {"first": first, "second": second}
