"""Mean squared error."""

import tensorflow as tf


# %% snippet
def f(x, y):
    return tf.reduce_mean(tf.square(x - y))


# %% ask
def ask(x, y):
    return {"y": f(tf.constant(x), tf.constant(y))}
