"""Branch with Python's if on what the data say."""

import tensorflow as tf


# %% function
def f(x):
    if tf.reduce_sum(x) > 0:
        y = x * 2
    else:
        y = x - 1
    return y


# %% ask
def ask(f, xs):
    return {"values": [f(tf.constant(x)).numpy() for x in xs]}
