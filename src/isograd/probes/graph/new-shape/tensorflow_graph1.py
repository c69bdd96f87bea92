"""Call a function with arrays of several lengths."""

import numpy as np
import tensorflow.compat.v1 as tf

traces = []


# %% function
def f(x):
    traces.append(x.shape)
    return x * x


# %% ask
def ask(f, sizes):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [None])
        y = f(x)
        session.run(y, {x: np.ones(sizes[0])})
        first = len(traces)
        for size in sizes[1:]:
            session.run(y, {x: np.ones(size)})
    return {"graphs": len(traces) - first}
