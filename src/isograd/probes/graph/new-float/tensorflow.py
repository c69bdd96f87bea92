"""Call a function with several values of a Python float."""

import tensorflow as tf

traces = []


# %% function
def f(x, factor):
    if tf.inside_function():
        traces.append(x.shape)
    return x * factor


# %% ask
def ask(f, factors):
    f(tf.ones([3]), factors[0])
    first = len(traces)
    for factor in factors[1:]:
        f(tf.ones([3]), factor)
    return {"graphs": len(traces) - first}
