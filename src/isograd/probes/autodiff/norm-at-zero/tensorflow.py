"""Gradient of Euclidean norms, one of them at the origin."""

import tensorflow as tf


# %% function
def f(x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(tf.norm(x, axis=1))
    return tape.gradient(y, x)


# %% ask
def ask(f, x):
    gradient = f(tf.constant(x))
    return {"gradient": gradient.numpy()}
