"""Gradient of a square root that a where keeps from the points at which it fails."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(x):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [len(x)])
        y = tf.reduce_sum(tf.where(x > 0, tf.sqrt(x), tf.zeros_like(x)))
        (gradient,) = tf.gradients(y, x)
        return {"gradient": session.run(gradient, {x: given})}
