"""Broadcasting over a new axis."""

import tensorflow as tf


# %% snippet
def f(x, y):
    return x[:, tf.newaxis] - y


# %% ask
def ask(x, y):
    return {"y": f(tf.constant(x), tf.constant(y))}
