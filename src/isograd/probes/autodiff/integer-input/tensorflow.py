"""Gradient with respect to integers."""

import tensorflow as tf


# %% ask
def ask(x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)  # <-
        y = tf.reduce_sum(x * x)
    return {"gradient": tape.gradient(y, x)}
