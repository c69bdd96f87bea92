"""Sum arrays forwards and backwards."""

import numpy as np
import tensorflow as tf


# %% function
def f(x):
    return tf.reduce_sum(x)


# %% ask
def ask(f, seed):
    arrays = np.random.default_rng(seed).random([64, 1000], "float32")
    forward = [float(f(tf.constant(array))) for array in arrays]
    backward = [float(f(tf.constant(array[::-1]))) for array in arrays]
    return {"forward": forward, "backward": backward}
