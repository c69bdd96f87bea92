"""Variance of a population."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.math.reduce_variance(x, axis=1)


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
