"""Take the logarithm of a negative number in a graph that checks all its nodes."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    y = tf.log(x)  # <-
    return tf.reduce_sum(y * y)


# %% ask
def ask(f, values):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32)
        loss = f(x)
        check = tf.add_check_numerics_ops()
        session.run([loss, check], {x: values})
    return {}
