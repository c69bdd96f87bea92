"""Gradient through an if that depends on a value."""

import tensorflow as tf
from keras import ops


# %% function
def f(x):
    if ops.sum(x) > 0:
        y = ops.sum(x)
    else:
        y = ops.sum(x * x)
    return y


# %% ask
def ask(f, x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return {"gradient": tape.gradient(y, x).numpy()}
