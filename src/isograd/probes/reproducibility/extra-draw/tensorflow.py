"""Draw after seeding, and once more with another draw in between."""

import tensorflow as tf


# %% function
def f(x):
    return tf.random.uniform(tf.shape(x))


# %% ask
def ask(f, seed, size):
    x = tf.zeros(size)
    tf.random.set_seed(seed)
    first = f(x)
    tf.random.set_seed(seed)
    f(tf.zeros([size, 2]))
    again = f(x)
    return {"first": first.numpy(), "again": again.numpy()}
