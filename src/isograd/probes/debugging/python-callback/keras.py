"""Call a plain Python function: outside of fit Keras runs eagerly."""

from keras import ops

seen = []


# %% function
def note(y):
    seen.append(ops.convert_to_numpy(y)[0])


def f(x):
    y = 2 * x
    note(y)
    return y


# %% ask
def ask(f, values):
    for value in values:
        f(ops.array([value], "float32"))
    return {"seen": seen}
