"""A shuffled epoch is left and taken up again from a checkpoint of the iterator."""

from itertools import islice

import tensorflow as tf


# %% function
def batches(rows, batch, seed, read):
    return (
        tf.data.Dataset.range(len(rows))
        .shuffle(len(rows), seed=seed)
        .map(lambda index: tf.numpy_function(read, [index], tf.int64, stateful=False))
        .batch(batch)
    )


# %% ask
def ask(rows, batch, done, seed, scratch):
    reads = []

    def read(index):
        reads.append(index)
        return rows[index]

    place = iter(batches(rows, batch, seed, read))
    first = [int(row) for part in islice(place, done) for row in part]
    saved = tf.train.Checkpoint(place=place).write(f"{scratch}/place")

    reads.clear()
    place = iter(batches(rows, batch, seed, read))
    tf.train.Checkpoint(place=place).read(saved)
    rest = [int(row) for part in place for row in part]
    return {"first": first, "rest": rest, "reads": len(reads)}
