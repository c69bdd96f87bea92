"""Count the calls of a function in a Python global and use the count."""

import tensorflow as tf

count = 0


# %% function
def f(x):
    global count
    count += 1
    return x * count


# %% ask
def ask(f, xs):
    return {"values": [f(tf.constant(x)).numpy() for x in xs]}
