"""Compiling a function."""

import tensorflow as tf
from keras import ops


# %% snippet
@tf.function  # compile and fit do so for a model; a function is the backend's
def f(x):
    return ops.sin(x) ** 2 + ops.cos(x)


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
