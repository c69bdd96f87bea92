"""Take the gradient of a loss that goes through argmax."""

import tensorflow as tf


# %% ask
def ask(values):
    w = tf.Variable(values)
    with tf.GradientTape() as tape:
        choice = tf.argmax(w * w)
        loss = (tf.cast(choice, "float32") - 1) ** 2
    return {"gradient": tape.gradient(loss, w)}  # <-
