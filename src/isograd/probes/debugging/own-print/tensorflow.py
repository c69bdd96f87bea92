"""Print an intermediate value by tf.print."""

import sys

import tensorflow as tf


# %% function
def f(x):
    y = 2 * x
    tf.print(y, output_stream=sys.stdout)
    return y


# %% ask
def ask(f, values):
    for value in values:
        f(tf.constant([value]))
    return {}
