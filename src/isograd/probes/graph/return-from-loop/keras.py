"""Return from within a loop when the data say so."""

from keras import ops


# %% function
def f(x):
    for _ in range(8):
        x = x * 2
        if ops.sum(x) > 100:
            return x
    return x - 1


# %% ask
def ask(f, xs):
    return {"values": [ops.convert_to_numpy(f(ops.array(x))) for x in xs]}
