"""Change an attribute of an object between the calls of a function that reads it."""

from types import SimpleNamespace

import tensorflow.compat.v1 as tf

settings = SimpleNamespace(factor=1.0)


# %% function
def f(x):
    return x * settings.factor


# %% ask
def ask(f, x, factors):
    values = []
    with tf.Graph().as_default(), tf.Session() as session:
        y = f(tf.constant(x))
        for factor in factors:
            settings.factor = factor
            values.append(float(session.run(y)))
    return {"values": values}
