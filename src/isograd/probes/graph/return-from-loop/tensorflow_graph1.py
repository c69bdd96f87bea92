"""Return from within a loop when the data say so."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    for _ in range(8):
        x = x * 2
        if tf.reduce_sum(x) > 100:
            return x
    return x - 1


# %% ask
def ask(f, xs):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None])
        y = f(x)
        return {"values": [session.run(y, {x: value}) for value in xs]}
