"""A mapped Python function that tells in which process it runs, with two parallel calls."""

import os

import numpy as np
import tensorflow as tf


# %% function
def read(place):
    return np.int64(os.getpid())


# %% ask
def ask(batches):
    loader = tf.data.Dataset.range(batches).map(
        lambda place: tf.numpy_function(read, [place], tf.int64), num_parallel_calls=2
    )
    return {"processes": [int(process) for process in loader], "own": os.getpid()}
