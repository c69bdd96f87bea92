"""Broadcasting over a new axis."""

from keras import ops


# %% snippet
def f(x, y):
    return ops.expand_dims(x, 1) - y


# %% ask
def ask(x, y):
    return {"y": f(ops.array(x), ops.array(y))}
