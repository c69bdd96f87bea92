"""Padding with zeros."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.pad(x, ((0, 0), (1, 2)))


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
