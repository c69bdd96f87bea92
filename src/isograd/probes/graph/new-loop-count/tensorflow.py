"""Call a function whose loop turns as often as its Python integer says, with several integers."""

import tensorflow as tf

traces = []


# %% function
def f(x, turns):
    if tf.inside_function():
        traces.append(turns)
    for _ in range(turns):
        x = x * 0.5 + 1
    return x


# %% ask
def ask(f, x, counts):
    values = [float(f(tf.constant(x), counts[0]))]
    first = len(traces)
    for turns in counts[1:]:
        values.append(float(f(tf.constant(x), turns)))
    return {"values": values, "graphs": len(traces) - first}
