"""Count the graphs of a function when it is defined, after one call, and after several."""

import tensorflow as tf

traces = []


# %% function
def f(x):
    if tf.inside_function():
        traces.append(x.shape)
    return x * x


# %% ask
def ask(f, calls):
    counts = [len(traces)]
    for _ in range(calls):
        f(tf.ones([3]))
        counts.append(len(traces))
    return {"counts": counts}
