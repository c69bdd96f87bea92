"""Jacobian matrix."""

import tensorflow as tf


# %% snippet
def f(x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x**2 + tf.reduce_sum(tf.sin(x))
    return tape.jacobian(y, x)


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
