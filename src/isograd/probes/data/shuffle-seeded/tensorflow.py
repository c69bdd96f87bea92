"""An epoch for each seed that is set."""

import tensorflow as tf


# %% function
def epoch(rows, seed):
    tf.random.set_seed(seed)
    loader = tf.data.Dataset.from_tensor_slices(rows).shuffle(len(rows)).batch(8)
    return [int(row) for part in loader for row in part]


# %% ask
def ask(rows, seed, other):
    return {"first": epoch(rows, seed), "again": epoch(rows, seed), "other": epoch(rows, other)}
