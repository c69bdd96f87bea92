"""Huber loss."""

import tensorflow as tf


# %% snippet
def f(x, y):
    return tf.keras.losses.Huber()(y, x)


# %% ask
def ask(x, y):
    return {"y": f(tf.constant(x), tf.constant(y))}
