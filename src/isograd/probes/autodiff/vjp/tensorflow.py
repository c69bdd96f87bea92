"""The product of a given cotangent with the Jacobian of a vector-valued function."""

import tensorflow as tf


# %% function
def f(x, matrix, v):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.einsum("ij,j->i", matrix, tf.sin(x))
    return tape.gradient(y, x, output_gradients=v)


# %% ask
def ask(f, x, matrix, v):
    return {"gradient": f(tf.constant(x), tf.constant(matrix), tf.constant(v)).numpy()}
