"""Gradient with respect to the matrix of a linear system."""

import tensorflow as tf
from keras import ops


# %% function
def f(x, b):
    b = ops.convert_to_tensor(b)
    return ops.sum(ops.linalg.solve(x, b))


# %% ask
def ask(f, x, b):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x, b)
    return {"gradient": tape.gradient(y, x).numpy()}
