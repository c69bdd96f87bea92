"""An arc cosine that is masked where it has no derivative; TensorFlow checks all numbers."""

import tensorflow as tf


# %% function
def f(x):
    angle = tf.acos(x)  # <-
    return tf.reduce_sum(tf.where(x < 1, angle, tf.zeros_like(x)))


# %% ask
def ask(f, values):
    x = tf.constant(values)
    tf.debugging.enable_check_numerics()
    try:
        with tf.GradientTape() as tape:
            tape.watch(x)
            loss = f(x)
        tape.gradient(loss, x)
    finally:
        tf.debugging.disable_check_numerics()
    return {}
