"""Stacking."""

from keras import ops


# %% snippet
def f(x, y):
    return ops.stack([x, y], axis=1)


# %% ask
def ask(x, y):
    return {"y": f(ops.array(x), ops.array(y))}
