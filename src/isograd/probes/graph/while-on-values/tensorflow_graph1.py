"""Repeat with Python's while until the data say stop."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    while tf.reduce_sum(x) < 100:
        x = x * 2
    return x


# %% ask
def ask(f, xs):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None])
        y = f(x)
        return {"values": [session.run(y, {x: value}) for value in xs]}
