"""Print inside a function that is called several times."""

import tensorflow as tf


# %% function
def f(x):
    print("inside f")
    return x * x


# %% ask
def ask(f, calls):
    for _ in range(calls):
        f(tf.ones(3))
    return {}
