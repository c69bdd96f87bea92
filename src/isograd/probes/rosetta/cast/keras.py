"""Conversion to another dtype."""

from keras import ops


# %% snippet
def f(x):
    return ops.cast(x, "int32")


# %% ask
def ask(x):
    return {"y": f(ops.array(x))}
