"""Raise an exception of one's own because of the shape of the data."""

import tensorflow.compat.v1 as tf


# %% function
class TooShortError(Exception):
    pass


def f(x):
    if x.shape[0] < 3:
        raise TooShortError("fewer than three values")
    return x * 2


# %% ask
def ask(f, xs):
    values = []
    for value in xs:
        with tf.Graph().as_default(), tf.Session() as session:
            x = tf.placeholder("float32", [len(value)])
            values.append(session.run(f(x), {x: value}))
    return {"values": values}
