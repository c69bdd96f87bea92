"""Assert that a value is positive while the graph is built."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    y = 2 * x
    assert tf.reduce_all(y > 0)  # <-
    return y


# %% ask
def ask(f, good, bad):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32, [1])
        y = f(x)
        session.run(y, {x: [good]})
        print("the good value passed")
        session.run(y, {x: [bad]})
    return {}
