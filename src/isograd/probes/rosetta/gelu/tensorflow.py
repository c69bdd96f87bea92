"""Exact GELU."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.nn.gelu(x)


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
