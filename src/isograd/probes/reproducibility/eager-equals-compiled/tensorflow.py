"""Draw from one seed in a plain function and in the mode."""

import tensorflow as tf


# %% function
def draw(x):
    return tf.random.uniform(tf.shape(x))


def f(x):
    return draw(x)


# %% ask
def ask(f, seed, size):
    x = tf.zeros(size)
    tf.random.set_seed(seed)
    first = draw(x)
    tf.random.set_seed(seed)
    again = f(x)
    return {"first": first.numpy(), "again": again.numpy()}
