"""Put an intermediate value into a list, run the graph several times, and read the list."""

import tensorflow.compat.v1 as tf

kept = []


# %% function
def f(x):
    y = 2 * x
    kept.append(y)
    return y * y


# %% ask
def ask(f, values):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32, [1])
        y = f(x)
        for value in values:
            session.run(y, {x: [value]})
        return {"kept": [float(y[0]) for y in kept]}
