"""Print an intermediate value at every call."""

import tensorflow as tf


# %% function
def f(x):
    y = 2 * x
    print(y)
    return y


# %% ask
def ask(f, values):
    for value in values:
        f(tf.constant([value]))
    return {}
