"""Assert that a value is positive, first for one that is."""

import tensorflow as tf


# %% function
def f(x):
    y = 2 * x
    assert tf.reduce_all(y > 0)  # <-
    return y


# %% ask
def ask(f, good, bad):
    f(tf.constant([good]))
    print("the good value passed")
    f(tf.constant([bad]))
    return {}
