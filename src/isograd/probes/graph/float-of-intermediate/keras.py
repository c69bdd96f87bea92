"""Turn an intermediate value into a Python float and go on with it."""

import math

from keras import ops


# %% function
def f(x):
    size = float(ops.sum(x))
    return x * math.sqrt(size)


# %% ask
def ask(f, xs):
    return {"values": [ops.convert_to_numpy(f(ops.array(x))) for x in xs]}
