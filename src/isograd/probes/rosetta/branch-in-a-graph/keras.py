"""Branch on a value."""

from keras import ops


# %% snippet
def f(x):
    return ops.cond(ops.sum(x) > 0, lambda: 2 * x, lambda: -x)


# %% ask
def ask(x):
    return {"y": f(ops.array(x))}
