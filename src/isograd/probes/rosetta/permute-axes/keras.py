"""Permutation of axes."""

from keras import ops


# %% snippet
def f(x):
    return ops.transpose(x, (0, 2, 1))


# %% ask
def ask(x):
    return {"y": f(ops.array(x))}
