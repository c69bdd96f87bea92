"""Solving a linear system."""

from keras import ops


# %% snippet
def f(a, b):
    return ops.solve(a, b)


# %% ask
def ask(a, b):
    return {"y": f(ops.array(a), ops.array(b))}
