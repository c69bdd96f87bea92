"""Overwrite a variable between the forward and the backward pass."""

import tensorflow as tf


# %% ask
def ask(values):
    w = tf.Variable(values)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(w * w)
    w.assign(10 * w)  # <-
    return {"gradient": tape.gradient(loss, w)}
