"""The k largest."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.math.top_k(x, 2).values


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
