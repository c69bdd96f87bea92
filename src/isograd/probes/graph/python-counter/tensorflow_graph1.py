"""Count the calls of a function in a Python global and use the count."""

import tensorflow.compat.v1 as tf

count = 0


# %% function
def f(x):
    global count
    count += 1
    return x * count


# %% ask
def ask(f, xs):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None])
        y = f(x)
        return {"values": [session.run(y, {x: value}) for value in xs]}
