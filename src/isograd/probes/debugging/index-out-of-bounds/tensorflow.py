"""Take elements of a tensor, one of them beyond its end."""

import tensorflow as tf


# %% function
def f(x, indices):
    return tf.gather(x, indices)  # <-


# %% ask
def ask(f, values, indices):
    return {"taken": f(tf.constant(values), tf.constant(indices))}
