"""Compiling a function."""

import tensorflow as tf


# %% snippet
@tf.function
def f(x):
    return tf.sin(x) ** 2 + tf.cos(x)


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
