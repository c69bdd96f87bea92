"""Gradient through an if that depends on a value."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(x):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [len(x)])
        if tf.reduce_sum(x) > 0:
            y = tf.reduce_sum(x)
        else:
            y = tf.reduce_sum(x * x)
        (gradient,) = tf.gradients(y, x)
        return {"gradient": session.run(gradient, {x: given})}
