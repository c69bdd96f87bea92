"""Add noise of the size of a full batch to all batches, of which the last is shorter."""

import numpy as np
import tensorflow.compat.v1 as tf


# %% function
def f(x, noise):
    h = 2 * x
    return h + noise  # <-


# %% ask
def ask(f, examples, batch, width):
    data = np.ones([examples, width])
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32, [None, width])
        y = f(x, tf.ones([batch, width]))
        for start in range(0, examples, batch):
            session.run(y, {x: data[start : start + batch]})
            print("a full batch passed")
    return {}
