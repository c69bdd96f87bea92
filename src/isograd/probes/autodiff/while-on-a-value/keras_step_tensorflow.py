"""Gradient through a while loop whose number of rounds depends on the data."""

import tensorflow as tf
from keras import ops


# %% function
def f(x):
    (x,) = ops.while_loop(lambda x: ops.sum(x * x) < 100, lambda x: (x * ops.exp(x),), (x,))
    return ops.sum(x * x)


# %% ask
def ask(f, x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return {"gradient": tape.gradient(y, x).numpy()}
