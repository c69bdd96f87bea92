"""Gradient through a while loop whose number of rounds depends on the data."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(x):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [len(x)])
        y = tf.while_loop(lambda y: tf.reduce_sum(y * y) < 100, lambda y: y * tf.exp(y), [x])
        (gradient,) = tf.gradients(tf.reduce_sum(y * y), x)
        return {"gradient": session.run(gradient, {x: given})}
