"""Gradient with respect to a parameter that the loss does not use."""

import tensorflow as tf
from keras import ops


# %% function
def f(used, unused):
    return ops.sum(used**2)


# %% ask
def ask(f, used, unused):
    used, unused = tf.constant(used), tf.constant(unused)
    with tf.GradientTape() as tape:
        tape.watch([used, unused])
        y = f(used, unused)
    first, second = tape.gradient(y, [used, unused])
    return {"used": first.numpy(), "unused": None if second is None else second.numpy()}
