"""Gradient through singular values and singular vectors."""

import tensorflow as tf


# %% function
def f(x, b, w):
    with tf.GradientTape() as tape:
        tape.watch(x)
        s, u, _ = tf.linalg.svd(x)
        y = tf.reduce_sum(w * s * tf.linalg.matvec(u, b, transpose_a=True) ** 2)
    return tape.gradient(y, x)


# %% ask
def ask(f, x, b, w):
    gradient = f(tf.constant(x), tf.constant(b), tf.constant(w))
    return {"gradient": gradient.numpy()}
