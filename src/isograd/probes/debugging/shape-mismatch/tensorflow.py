"""Multiply matrices whose shapes do not fit."""

import tensorflow as tf


# %% function
def f(x, w):
    h = tf.tanh(x)
    return h @ w  # <-


# %% ask
def ask(f, rows, inner, other, columns):
    f(tf.ones([rows, inner]), tf.ones([other, columns]))
    return {}
