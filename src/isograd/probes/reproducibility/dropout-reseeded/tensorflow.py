"""Apply dropout, once more, and again after the same seed."""

import tensorflow as tf


# %% function
def f(x):
    return tf.nn.dropout(x, 0.5)


# %% ask
def ask(f, seed, x):
    x = tf.constant(x)
    tf.random.set_seed(seed)
    first = f(x)
    other = f(x)
    tf.random.set_seed(seed)
    again = f(x)
    return {"first": first.numpy(), "other": other.numpy(), "again": again.numpy()}
