"""Take the logarithm of a negative number while TensorFlow checks all numbers."""

import tensorflow as tf


# %% function
def f(x):
    y = tf.math.log(x)  # <-
    return tf.reduce_sum(y * y)


# %% ask
def ask(f, values):
    tf.debugging.enable_check_numerics()
    try:
        f(tf.constant(values))
    finally:
        tf.debugging.disable_check_numerics()
    return {}
