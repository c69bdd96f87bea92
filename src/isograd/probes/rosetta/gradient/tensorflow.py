"""Gradient of a function."""

import tensorflow as tf


# %% snippet
def f(x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(x**3)
    return tape.gradient(y, x)


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
