"""A value that the gradient needs is overwritten in place."""

import tensorflow as tf


# %% function
def f(h):
    with tf.GradientTape() as tape:
        y = h * h
        h.assign(h * 3)
        y = tf.reduce_sum(y)
    return tape.gradient(y, h)


# %% ask
def ask(f, x):
    return {"gradient": f(tf.Variable(tf.constant(x) + 1)).numpy()}
