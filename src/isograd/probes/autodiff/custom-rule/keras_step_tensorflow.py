"""Rounding whose gradient is declared to be the identity."""

import tensorflow as tf
from keras import ops


# %% function
@ops.custom_gradient
def rounded(x):
    def pull_back(*args, upstream=None):
        return args[0] if upstream is None else upstream

    return ops.round(x), pull_back


def f(x):
    return ops.sum(rounded(x) ** 2)


# %% ask
def ask(f, x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return {"gradient": tape.gradient(y, x).numpy()}
