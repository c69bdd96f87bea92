"""Variance as it comes."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.math.reduce_variance(x)


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
