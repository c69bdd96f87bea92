"""Loop over the rows of a matrix."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    total = x[0] * 0
    for row in x:
        total = total * 0.5 + row
    return total


# %% ask
def ask(f, xs):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None, 3])
        y = f(x)
        return {"values": [session.run(y, {x: value}) for value in xs]}
