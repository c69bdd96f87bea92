"""Make a layer after seeding, and once more with another layer before it."""

import tensorflow as tf


# %% function
def layer(units):
    return tf.keras.layers.Dense(units)


# %% ask
def ask(seed):
    x = tf.zeros([1, 8])
    tf.keras.utils.set_random_seed(seed)
    first = tf.keras.Sequential([layer(4)])
    first(x)
    tf.keras.utils.set_random_seed(seed)
    again = tf.keras.Sequential([layer(8), layer(4)])
    again(x)
    return {"first": first.layers[-1].kernel.numpy(), "again": again.layers[-1].kernel.numpy()}
