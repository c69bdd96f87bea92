"""Catch a failed factorisation inside a function and go on with zeros."""

import tensorflow as tf


# %% function
def f(x):
    try:
        return tf.linalg.cholesky(x)
    except tf.errors.InvalidArgumentError:
        return tf.zeros_like(x)


# %% ask
def ask(f, xs):
    return {"values": [f(tf.constant(x)).numpy() for x in xs]}
