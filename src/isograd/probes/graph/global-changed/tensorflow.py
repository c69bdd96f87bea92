"""Change a Python global between the calls of a function that reads it."""

import tensorflow as tf

factor = 1.0


# %% function
def f(x):
    return x * factor


# %% ask
def ask(f, x, factors):
    global factor
    values = []
    for changed in factors:
        factor = changed
        values.append(float(f(tf.constant(x))))
    return {"values": values}
