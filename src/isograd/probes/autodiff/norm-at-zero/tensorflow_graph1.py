"""Gradient of Euclidean norms, one of them at the origin."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(x):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [None, 3])
        y = tf.reduce_sum(tf.norm(x, axis=1))
        (gradient,) = tf.gradients(y, x)
        return {"gradient": session.run(gradient, {x: given})}
