"""A model that branches on the sum of its input, in a graph."""

import tensorflow.compat.v1 as tf


# %% function
def branching(w, x):
    if tf.reduce_sum(x) > 0:
        return w * x
    return w - x


# %% ask
def ask(w, first, second):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32, [3])
        made = branching(tf.constant(w), x)
        return {
            "first": session.run(made, {x: first}),
            "second": session.run(made, {x: second}),
        }
