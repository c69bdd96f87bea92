"""Gradient of weighted running sums of sorted values."""

import tensorflow as tf
from keras import ops


# %% function
def f(x, w):
    w = ops.convert_to_tensor(w)
    return ops.sum(w * ops.cumsum(ops.sort(x)))


# %% ask
def ask(f, x, w):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x, w)
    return {"gradient": tape.gradient(y, x).numpy()}
