"""Convolve an image that has no batch axis; the graph does not know its rank yet."""

import numpy as np
import tensorflow.compat.v1 as tf


# %% function
def f(x, w):
    return tf.nn.conv2d(x, w, strides=1, padding="VALID")  # <-


# %% ask
def ask(f, size, channels):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32)
        y = f(x, tf.ones([3, 3, channels, 4]))
        return {"shape": session.run(y, {x: np.ones([size, size, channels])}).shape}
