"""Branch with Python's if on what the data say."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    if tf.reduce_sum(x) > 0:
        y = x * 2
    else:
        y = x - 1
    return y


# %% ask
def ask(f, xs):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None])
        y = f(x)
        return {"values": [session.run(y, {x: value}) for value in xs]}
