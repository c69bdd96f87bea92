"""Keep the positive values only, however many they are."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    return tf.boolean_mask(x, x > 0) * 2


# %% ask
def ask(f, xs):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None])
        y = f(x)
        return {"values": [session.run(y, {x: value}) for value in xs]}
