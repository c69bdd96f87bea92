"""Change a Python global between the calls of a function that reads it."""

import tensorflow.compat.v1 as tf

factor = 1.0


# %% function
def f(x):
    return x * factor


# %% ask
def ask(f, x, factors):
    global factor
    values = []
    with tf.Graph().as_default(), tf.Session() as session:
        y = f(tf.constant(x))
        for changed in factors:
            factor = changed
            values.append(float(session.run(y)))
    return {"values": values}
