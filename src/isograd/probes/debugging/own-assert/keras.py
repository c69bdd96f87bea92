"""Keras has no check of values of its own: outside of fit it runs eagerly, so assert works."""

from keras import ops


# %% function
def f(x):
    y = 2 * x
    assert ops.all(y > 0), "y must be positive"  # <-
    return y


# %% ask
def ask(f, good, bad):
    f(ops.array([good], "float32"))
    print("the good value passed")
    f(ops.array([bad], "float32"))
    return {}
