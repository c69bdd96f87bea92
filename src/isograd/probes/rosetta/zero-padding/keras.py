"""Padding with zeros."""

from keras import ops


# %% snippet
def f(x):
    return ops.pad(x, ((0, 0), (1, 2)))


# %% ask
def ask(x):
    return {"y": f(ops.array(x))}
