"""Draw from Python's random module inside a function that is called several times."""

import random

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    return x + random.random()


# %% ask
def ask(f, calls):
    values = []
    with tf.Graph().as_default(), tf.Session() as session:
        y = f(tf.constant(0.0))
        for _ in range(calls):
            values.append(float(session.run(y)))
    return {"values": values}
