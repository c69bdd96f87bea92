"""Print a value inside a function, by the framework's own means, at several calls."""

import tensorflow as tf


# %% function
def f(x):
    tf.print(x)
    return x * x


# %% ask
def ask(f, numbers):
    for number in numbers:
        f(tf.constant([float(number)]))
    return {}
