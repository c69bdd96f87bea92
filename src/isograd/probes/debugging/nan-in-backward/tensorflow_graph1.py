"""An arc cosine that is masked where it has no derivative, in a graph that checks all its nodes."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    angle = tf.acos(x)  # <-
    return tf.reduce_sum(tf.where(x < 1, angle, tf.zeros_like(x)))


# %% ask
def ask(f, values):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32, [len(values)])
        gradients = tf.gradients(f(x), x)
        check = tf.add_check_numerics_ops()
        session.run([gradients, check], {x: values})
    return {}
