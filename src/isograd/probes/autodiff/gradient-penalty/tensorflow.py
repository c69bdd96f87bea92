"""Gradient of a gradient penalty through convolution, SiLU, layer norm and log-softmax."""

import numpy as np
import tensorflow as tf


# %% function
def net(image, kernel):
    h = tf.nn.silu(tf.nn.conv2d(image, kernel, strides=1, padding="VALID"))
    h = tf.reshape(h, [4])
    mean, variance = tf.nn.moments(h, axes=[0])
    h = tf.nn.batch_normalization(h, mean, variance, None, None, 1e-5)
    return tf.nn.log_softmax(h)[0]


def f(image, kernel):
    with tf.GradientTape() as outer:
        outer.watch(kernel)
        with tf.GradientTape() as inner:
            inner.watch(image)
            y = net(image, kernel)
        slope = inner.gradient(y, image)
        penalty = tf.reduce_sum(slope**2)
    return outer.gradient(penalty, kernel)


# %% ask
def ask(f, image, kernel):
    image = np.array(image, "float32").reshape(1, 4, 4, 1)
    kernel = np.array(kernel, "float32").reshape(3, 3, 1, 1)
    found = f(tf.constant(image), tf.constant(kernel))
    return {"gradient": found[:, :, 0, 0].numpy()}
