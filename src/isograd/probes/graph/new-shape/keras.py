"""Call a function with arrays of several lengths."""

import keras
from keras import ops

traces = []


# %% function
def f(x):
    if isinstance(x, keras.KerasTensor):
        traces.append(x.shape)
    return x * x


# %% ask
def ask(f, sizes):
    f(ops.ones([sizes[0]]))
    first = len(traces)
    for size in sizes[1:]:
        f(ops.ones([size]))
    return {"graphs": len(traces) - first}
