"""Derivative along one direction."""

import tensorflow as tf


# %% function
def f(x, v):
    with tf.autodiff.ForwardAccumulator(x, v) as accumulator:
        y = x * tf.exp(-0.5 * tf.reduce_sum(x * x))
    return accumulator.jvp(y)


# %% ask
def ask(f, x, v):
    return {"derivative": f(tf.constant(x), tf.constant(v)).numpy()}
