"""Call a function with several values of a Python float."""

import keras
from keras import ops

traces = []


# %% function
def f(x, factor):
    if isinstance(x, keras.KerasTensor):
        traces.append(x.shape)
    return x * factor


# %% ask
def ask(f, factors):
    f(ops.ones([3]), factors[0])
    first = len(traces)
    for factor in factors[1:]:
        f(ops.ones([3]), factor)
    return {"graphs": len(traces) - first}
