"""Two-dimensional convolution."""

import tensorflow as tf


# %% snippet
def f(x, kernel):
    return tf.nn.conv2d(x, kernel, strides=1, padding="VALID")


# %% ask
def ask(x, kernel):
    return {"y": f(tf.constant(x), tf.constant(kernel))}
