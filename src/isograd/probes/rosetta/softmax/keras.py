"""Softmax over the last axis."""

from keras import ops


# %% snippet
def f(x):
    return ops.softmax(x)


# %% ask
def ask(x):
    return {"y": f(ops.array(x))}
