"""Initialise two variables with one initialiser."""

import tensorflow as tf


# %% ask
def ask(seed, deviation):
    tf.random.set_seed(seed)
    initializer = tf.random_normal_initializer(stddev=deviation)
    variables = [tf.Variable(initializer([8, 4])), tf.Variable(initializer([8, 4]))]
    return {"draws": [variable.numpy() for variable in variables]}
