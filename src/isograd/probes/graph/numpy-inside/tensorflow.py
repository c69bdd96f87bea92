"""Call NumPy on a value inside a function."""

import numpy as np
import tensorflow as tf


# %% function
def f(x):
    y = np.interp(x, [0.0, 1.0, 2.0], [0.0, 10.0, 40.0])
    return tf.constant(y)


# %% ask
def ask(f, xs):
    return {"values": [f(tf.constant(x)).numpy() for x in xs]}
