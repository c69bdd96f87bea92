"""Rounding whose gradient is declared to be the identity."""

import tensorflow as tf


# %% function
@tf.custom_gradient
def rounded(x):
    return tf.round(x), lambda upstream: upstream


def f(x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(rounded(x) ** 2)
    return tape.gradient(y, x)


# %% ask
def ask(f, x):
    return {"gradient": f(tf.constant(x)).numpy()}
