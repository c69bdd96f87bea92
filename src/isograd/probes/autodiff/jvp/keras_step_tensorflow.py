"""Derivative along one direction."""

import tensorflow as tf
from keras import ops


# %% function
def f(x, v):
    with tf.autodiff.ForwardAccumulator(x, v) as accumulator:
        y = x * ops.exp(-0.5 * ops.sum(x * x))
    return accumulator.jvp(y)


# %% ask
def ask(f, x, v):
    return {"derivative": f(tf.constant(x), tf.constant(v)).numpy()}
