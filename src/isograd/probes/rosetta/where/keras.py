"""Choice by a condition."""

from keras import ops


# %% snippet
def f(x):
    return ops.where(x > 0, x, 0.1 * x)


# %% ask
def ask(x):
    return {"y": f(ops.array(x))}
