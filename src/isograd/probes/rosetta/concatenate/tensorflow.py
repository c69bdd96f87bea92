"""Concatenation."""

import tensorflow as tf


# %% snippet
def f(x, y):
    return tf.concat([x, y], axis=1)


# %% ask
def ask(x, y):
    return {"y": f(tf.constant(x), tf.constant(y))}
