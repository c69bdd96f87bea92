"""Loop over the rows of a matrix."""

import tensorflow as tf


# %% function
def f(x):
    total = x[0] * 0
    for row in x:
        total = total * 0.5 + row
    return total


# %% ask
def ask(f, xs):
    return {"values": [f(tf.constant(x)).numpy() for x in xs]}
