"""Call a function with arrays of several dtypes."""

import tensorflow as tf

traces = []


# %% function
def f(x):
    if tf.inside_function():
        traces.append(x.shape)
    return x + x


# %% ask
def ask(f, dtypes):
    f(tf.ones([3], dtype=dtypes[0]))
    first = len(traces)
    for dtype in dtypes[1:]:
        f(tf.ones([3], dtype=dtype))
    return {"graphs": len(traces) - first}
