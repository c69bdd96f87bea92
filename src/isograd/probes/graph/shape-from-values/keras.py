"""Keep the positive values only, however many they are."""

from keras import ops


# %% function
def f(x):
    return ops.take(x, ops.nonzero(x > 0)[0]) * 2


# %% ask
def ask(f, xs):
    return {"values": [ops.convert_to_numpy(f(ops.array(x))) for x in xs]}
