"""Repeat with Python's while until the data say stop."""

import tensorflow as tf


# %% function
def f(x):
    while tf.reduce_sum(x) < 100:
        x = x * 2
    return x


# %% ask
def ask(f, xs):
    return {"values": [f(tf.constant(x)).numpy() for x in xs]}
