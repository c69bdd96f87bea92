"""Solving a linear system."""

import tensorflow as tf


# %% snippet
def f(a, b):
    return tf.linalg.solve(a, b)


# %% ask
def ask(a, b):
    return {"y": f(tf.constant(a), tf.constant(b))}
