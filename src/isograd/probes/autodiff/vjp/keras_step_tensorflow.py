"""The product of a given cotangent with the Jacobian of a vector-valued function."""

import tensorflow as tf
from keras import ops


# %% function
def f(x, matrix):
    return ops.einsum("ij,j->i", matrix, ops.sin(x))


# %% ask
def ask(f, x, matrix, v):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x, ops.convert_to_tensor(matrix))
    return {"gradient": tape.gradient(y, x, output_gradients=tf.constant(v)).numpy()}
