"""Gradient through eigenvalues and eigenvectors of a symmetric matrix."""

import tensorflow as tf


# %% function
def f(x, b, w):
    with tf.GradientTape() as tape:
        tape.watch(x)
        values, vectors = tf.linalg.eigh((x + tf.transpose(x)) / 2)
        y = tf.reduce_sum(w * values * tf.linalg.matvec(vectors, b, transpose_a=True) ** 2)
    return tape.gradient(y, x)


# %% ask
def ask(f, x, b, w):
    gradient = f(tf.constant(x), tf.constant(b), tf.constant(w))
    return {"gradient": gradient.numpy()}
