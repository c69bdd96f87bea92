"""Call Python at every execution of a function, by the framework's own means."""

import numpy as np
from keras import ops


def interpolate(x):
    return np.interp(x, [0.0, 1.0, 2.0], [0.0, 10.0, 40.0]).astype("float32")


# %% function
def f(x):
    return ops.array(interpolate(ops.convert_to_numpy(x))) + 1


# %% ask
def ask(f, xs):
    return {"values": [ops.convert_to_numpy(f(ops.array(x))) for x in xs]}
