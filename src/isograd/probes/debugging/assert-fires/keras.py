"""Assert that a value is positive, first for one that is."""

from keras import ops


# %% function
def f(x):
    y = 2 * x
    assert ops.all(y > 0)  # <-
    return y


# %% ask
def ask(f, good, bad):
    f(ops.array([good], "float32"))
    print("the good value passed")
    f(ops.array([bad], "float32"))
    return {}
