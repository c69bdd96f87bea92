"""Return from within a loop when the data say so."""

import tensorflow as tf


# %% function
def f(x):
    for _ in range(8):
        x = x * 2
        if tf.reduce_sum(x) > 100:
            return x
    return x - 1


# %% ask
def ask(f, xs):
    return {"values": [f(tf.constant(x)).numpy() for x in xs]}
