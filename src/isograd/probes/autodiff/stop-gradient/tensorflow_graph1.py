"""Gradient of x times a value that is held constant."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(x):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [len(x)])
        y = tf.reduce_sum(x * tf.stop_gradient(x * x))
        (gradient,) = tf.gradients(y, x)
        return {"gradient": session.run(gradient, {x: given})}
