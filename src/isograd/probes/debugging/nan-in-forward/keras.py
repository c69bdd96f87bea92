"""Take the logarithm of a negative number: outside of fit, Keras has no check to switch on."""

from keras import ops


# %% function
def f(x):
    y = ops.log(x)  # <-
    return ops.sum(y * y)


# %% ask
def ask(f, values):
    f(ops.array(values, "float32"))
    return {}
