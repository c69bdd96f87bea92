"""Multiply matrices whose shapes do not fit; the graph does not know them yet."""

import numpy as np
import tensorflow.compat.v1 as tf


# %% function
def f(x, w):
    h = tf.tanh(x)
    return h @ w  # <-


# %% ask
def ask(f, rows, inner, other, columns):
    with tf.Graph().as_default(), tf.Session() as session:
        x, w = (tf.placeholder(tf.float32, [None, None]) for _ in range(2))
        y = f(x, w)
        session.run(y, {x: np.ones([rows, inner]), w: np.ones([other, columns])})
    return {}
