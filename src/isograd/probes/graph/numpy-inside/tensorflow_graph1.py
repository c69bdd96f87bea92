"""Call NumPy on a value inside a function."""

import numpy as np
import tensorflow.compat.v1 as tf


# %% function
def f(x):
    y = np.interp(x, [0.0, 1.0, 2.0], [0.0, 10.0, 40.0])
    return tf.constant(y)


# %% ask
def ask(f, xs):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None])
        y = f(x)
        return {"values": [session.run(y, {x: value}) for value in xs]}
