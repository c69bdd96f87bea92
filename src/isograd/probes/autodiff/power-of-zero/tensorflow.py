"""Gradient of powers with respect to the exponent, one base being zero."""

import tensorflow as tf


# %% function
def f(x, base):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(tf.pow(base, x))
    return tape.gradient(y, x)


# %% ask
def ask(f, x, base):
    gradient = f(tf.constant(x), tf.constant(base))
    return {"gradient": gradient.numpy()}
