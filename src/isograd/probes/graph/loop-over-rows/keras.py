"""Loop over the rows of a matrix."""

from keras import ops


# %% function
def f(x):
    total = x[0] * 0
    for row in x:
        total = total * 0.5 + row
    return total


# %% ask
def ask(f, xs):
    return {"values": [ops.convert_to_numpy(f(ops.array(x))) for x in xs]}
