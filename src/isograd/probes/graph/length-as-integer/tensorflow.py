"""Loop over the length of an array, read from its shape."""

import tensorflow as tf


# %% function
def f(x):
    total = x[0] * 0
    for i in range(x.shape[0]):
        total = total + x[i] * (i + 1)
    return x * total


# %% ask
def ask(f, xs):
    return {"sums": [float(tf.reduce_sum(f(tf.constant(x)))) for x in xs]}
