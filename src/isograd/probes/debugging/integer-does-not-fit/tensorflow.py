"""Make an int32 tensor of a number that is too large."""

import tensorflow as tf


# %% ask
def ask(number):
    x = tf.constant([number], tf.int32)  # <-
    return {"made": x}
