"""Multiply a float32 by a float64 matrix in a graph."""

import tensorflow.compat.v1 as tf


# %% function
def f(x, w):
    h = tf.sigmoid(x)
    return h @ w  # <-


# %% ask
def ask(f, size):
    with tf.Graph().as_default(), tf.Session() as session:
        y = f(tf.ones([size, size]), tf.ones([size, size], tf.float64))
        return {"dtype": session.run(y).dtype.name}
