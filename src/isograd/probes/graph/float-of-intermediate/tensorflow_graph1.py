"""Turn an intermediate value into a Python float and go on with it."""

import math

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    size = float(tf.reduce_sum(x))
    return x * math.sqrt(size)


# %% ask
def ask(f, xs):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None])
        y = f(x)
        return {"values": [session.run(y, {x: value}) for value in xs]}
