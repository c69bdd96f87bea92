"""Put an intermediate value into a list at every call, and read them all afterwards."""

from keras import ops

kept = []


# %% function
def f(x):
    y = 2 * x
    kept.append(y)
    return y * y


# %% ask
def ask(f, values):
    for value in values:
        f(ops.array([value], "float32"))
    return {"kept": [float(y[0]) for y in kept]}
