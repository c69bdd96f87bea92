"""Add up int32 numbers whose sum needs more than 32 bits."""

import tensorflow as tf


# %% ask
def ask(numbers):
    x = tf.constant(numbers, tf.int32)
    return {"total": tf.reduce_sum(x)}
