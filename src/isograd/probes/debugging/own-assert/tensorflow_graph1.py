"""Check by a node of the graph that a value is positive, first for one that is."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    y = 2 * x
    check = tf.assert_positive(y, message="y must be positive")  # <-
    with tf.control_dependencies([check]):
        return tf.identity(y)


# %% ask
def ask(f, good, bad):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32, [1])
        y = f(x)
        session.run(y, {x: [good]})
        print("the good value passed")
        session.run(y, {x: [bad]})
    return {}
