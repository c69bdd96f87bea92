"""Gradient through singular values and singular vectors."""

import tensorflow as tf
from keras import ops


# %% function
def f(x, b, w):
    b = ops.convert_to_tensor(b)
    w = ops.convert_to_tensor(w)
    u, s, _ = ops.linalg.svd(x, full_matrices=False)
    return ops.sum(w * s * ops.matmul(b, u) ** 2)


# %% ask
def ask(f, x, b, w):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x, b, w)
    return {"gradient": tape.gradient(y, x).numpy()}
