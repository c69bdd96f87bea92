"""The Hessian of the logarithm of a sum of exponentials."""

import tensorflow as tf
from keras import ops


# %% function
def f(x, matrix):
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = ops.log(ops.sum(ops.exp(ops.matmul(matrix, x))))
        gradient = inner.gradient(y, x)
    return outer.jacobian(gradient, x)


# %% ask
def ask(f, x, matrix):
    return {"hessian": f(tf.constant(x), tf.constant(matrix)).numpy()}
