"""Reshape with an inferred size."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.reshape(x, (2, -1))


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
