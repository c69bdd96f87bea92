"""Call a function with arrays of several lengths."""

import tensorflow as tf

traces = []


# %% function
def f(x):
    if tf.inside_function():
        traces.append(x.shape)
    return x * x


# %% ask
def ask(f, sizes):
    f(tf.ones([sizes[0]]))
    first = len(traces)
    for size in sizes[1:]:
        f(tf.ones([size]))
    return {"graphs": len(traces) - first}
