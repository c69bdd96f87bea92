"""Gradient of a vector, no cotangent being given."""

import tensorflow as tf


# %% ask
def ask(x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * x
    return {"gradient": tape.gradient(y, x).numpy()}  # <-
