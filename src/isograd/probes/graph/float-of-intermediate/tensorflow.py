"""Turn an intermediate value into a Python float and go on with it."""

import math

import tensorflow as tf


# %% function
def f(x):
    size = float(tf.reduce_sum(x))
    return x * math.sqrt(size)


# %% ask
def ask(f, xs):
    return {"values": [f(tf.constant(x)).numpy() for x in xs]}
