"""Index of the largest."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.argmax(x, axis=1)


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
