"""Count the calls of a function in a Python global and use the count."""

from keras import ops

count = 0


# %% function
def f(x):
    global count
    count += 1
    return x * count


# %% ask
def ask(f, xs):
    return {"values": [ops.convert_to_numpy(f(ops.array(x))) for x in xs]}
