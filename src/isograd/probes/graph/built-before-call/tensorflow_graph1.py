"""Count the graphs of a function when it is defined, after one call, and after several."""

import numpy as np
import tensorflow.compat.v1 as tf

traces = []


# %% function
def f(x):
    traces.append(x.shape)
    return x * x


# %% ask
def ask(f, calls):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [3])
        y = f(x)
        counts = [len(traces)]
        for _ in range(calls):
            session.run(y, {x: np.ones(3)})
            counts.append(len(traces))
    return {"counts": counts}
