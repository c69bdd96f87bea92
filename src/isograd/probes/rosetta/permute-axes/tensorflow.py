"""Permutation of axes."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.transpose(x, (0, 2, 1))


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
