"""Check by tf.debugging that a value is positive, first for one that is."""

import tensorflow as tf


# %% function
def f(x):
    y = 2 * x
    tf.debugging.assert_positive(y, "y must be positive")  # <-
    return y


# %% ask
def ask(f, good, bad):
    f(tf.constant([good]))
    print("the good value passed")
    f(tf.constant([bad]))
    return {}
