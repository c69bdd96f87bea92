"""Rounding whose gradient is declared to be the identity."""

import tensorflow.compat.v1 as tf


# %% function
@tf.custom_gradient
def rounded(x):
    return tf.round(x), lambda upstream: upstream


# %% ask
def ask(x):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [len(x)])
        (gradient,) = tf.gradients(tf.reduce_sum(rounded(x) ** 2), x)
        return {"gradient": session.run(gradient, {x: given})}
