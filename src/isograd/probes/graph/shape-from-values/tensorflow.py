"""Keep the positive values only, however many they are."""

import tensorflow as tf


# %% function
def f(x):
    return tf.boolean_mask(x, x > 0) * 2


# %% ask
def ask(f, xs):
    return {"values": [f(tf.constant(x)).numpy() for x in xs]}
