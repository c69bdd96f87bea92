"""One shuffled epoch through tf.data."""

import tensorflow as tf


# %% ask
def ask(rows, batch):
    loader = tf.data.Dataset.from_tensor_slices(rows).shuffle(len(rows)).batch(batch)
    seen = [int(row) for part in loader for row in part]
    return {"rows": sorted(seen), "loader": type(loader).__module__}
