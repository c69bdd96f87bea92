"""Gradient of a vector, no cotangent being given."""

import tensorflow as tf
from keras import ops


# %% ask
def ask(x):
    x = ops.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = ops.square(x)
    return {"gradient": tape.gradient(y, x).numpy()}  # <-
