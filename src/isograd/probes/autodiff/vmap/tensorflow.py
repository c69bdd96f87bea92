"""A function of one row, applied to all rows."""

import tensorflow as tf

runs = []


# %% function
def one(row):
    runs.append(1)
    return row / (1 + tf.reduce_sum(tf.abs(row)))


# %% ask
def ask(rows):
    mapped = tf.vectorized_map(one, tf.constant(rows))
    return {"rows": mapped.numpy(), "runs": len(runs)}
