"""Convolve an image that has no batch axis."""

import tensorflow as tf


# %% function
def f(x, w):
    return tf.nn.conv2d(x, w, strides=1, padding="VALID")  # <-


# %% ask
def ask(f, size, channels):
    y = f(tf.ones([size, size, channels]), tf.ones([3, 3, channels, 4]))
    return {"shape": list(y.shape)}
