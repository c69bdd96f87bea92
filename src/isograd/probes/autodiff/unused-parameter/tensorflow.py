"""Gradient with respect to a parameter that the loss does not use."""

import tensorflow as tf


# %% function
def f(used, unused):
    with tf.GradientTape() as tape:
        tape.watch([used, unused])
        y = tf.reduce_sum(used**2)
    return tape.gradient(y, [used, unused])


# %% ask
def ask(f, used, unused):
    first, second = f(tf.constant(used), tf.constant(unused))
    return {"used": first.numpy(), "unused": None if second is None else second.numpy()}
