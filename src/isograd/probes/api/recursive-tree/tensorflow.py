"""A binary tree, whose nodes are computed by recursion."""

import tensorflow as tf


# %% model
def node(w, x, i):
    if 2 * i + 1 >= len(w):  # a leaf
        return tf.tanh(w[i] * x)
    return tf.tanh(w[i] * (node(w, x, 2 * i + 1) + node(w, x, 2 * i + 2)))


# %% function
def f(w, x):
    return node(w, x, 0)


# %% ask
def ask(f, w, x):
    return {"root": f(tf.constant(w), tf.constant(x)).numpy()}
