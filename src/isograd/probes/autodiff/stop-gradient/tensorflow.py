"""Gradient of x times a value that is held constant."""

import tensorflow as tf


# %% function
def f(x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(x * tf.stop_gradient(x * x))
    return tape.gradient(y, x)


# %% ask
def ask(f, x):
    gradient = f(tf.constant(x))
    return {"gradient": gradient.numpy()}
