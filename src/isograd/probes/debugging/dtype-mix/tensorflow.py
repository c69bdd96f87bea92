"""Multiply a float32 by a float64 matrix."""

import tensorflow as tf


# %% function
def f(x, w):
    h = tf.sigmoid(x)
    return h @ w  # <-


# %% ask
def ask(f, size):
    y = f(tf.ones([size, size]), tf.ones([size, size], tf.float64))
    return {"dtype": y.dtype.name}
