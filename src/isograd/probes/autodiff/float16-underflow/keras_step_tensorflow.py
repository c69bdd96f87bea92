"""Gradient in float16 that is too small on its way and in range at its end."""

import tensorflow as tf
from keras import ops


# %% function
def f(x, large, small):
    return ops.sum(x * large * small * small)


# %% ask
def ask(f, x, large, small):
    x, large, small = (tf.constant(value, tf.float16) for value in (x, large, small))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x, large, small)
    return {"gradient": tape.gradient(y, x).numpy()}
