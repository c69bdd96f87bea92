"""Compute on the 64th GPU."""

import tensorflow as tf


# %% function
def f(x):
    with tf.device("GPU:63"):  # <-
        return 2 * x


# %% ask
def ask(f, size):
    return {"device": f(tf.ones(size)).device}
