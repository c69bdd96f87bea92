"""Call Python at every execution of a function, by the framework's own means."""

import numpy as np
import tensorflow.compat.v1 as tf


def interpolate(x):
    return np.interp(x, [0.0, 1.0, 2.0], [0.0, 10.0, 40.0]).astype("float32")


# %% function
def f(x):
    return tf.numpy_function(interpolate, [x], tf.float32) + 1


# %% ask
def ask(f, xs):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None])
        y = f(x)
        return {"values": [session.run(y, {x: value}) for value in xs]}
