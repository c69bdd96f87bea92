"""Loop over the length of an array, read from its shape."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    total = x[0] * 0
    for i in range(x.shape[0]):
        total = total + x[i] * (i + 1)
    return x * total


# %% ask
def ask(f, xs):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None])
        y = f(x)
        return {"sums": [session.run(y, {x: value}).sum() for value in xs]}
