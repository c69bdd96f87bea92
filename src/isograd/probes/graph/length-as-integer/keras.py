"""Loop over the length of an array, read from its shape."""

from keras import ops


# %% function
def f(x):
    total = x[0] * 0
    for i in range(x.shape[0]):
        total = total + x[i] * (i + 1)
    return x * total


# %% ask
def ask(f, xs):
    return {"sums": [float(ops.sum(f(ops.array(x)))) for x in xs]}
