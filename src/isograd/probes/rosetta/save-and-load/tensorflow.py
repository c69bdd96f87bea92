"""Saving and loading weights."""

import tensorflow as tf


# %% snippet
def save(model, path):
    tf.train.Checkpoint(model=model).write(path)


def load(model, path):
    tf.train.Checkpoint(model=model).read(path).assert_consumed()


# %% ask
def ask(x, scratch):
    x = tf.constant(x)
    one, two = tf.keras.layers.Dense(2), tf.keras.layers.Dense(2)
    one(x), two(x)
    save(one, f"{scratch}/weights")
    load(two, f"{scratch}/weights")
    return {"same": int(tf.reduce_all(one(x) == two(x)))}
