"""Convolve an image that has no batch axis."""

from keras import ops


# %% function
def f(x, w):
    return ops.conv(x, w)  # <-


# %% ask
def ask(f, size, channels):
    y = f(ops.ones([size, size, channels]), ops.ones([3, 3, channels, 4]))
    return {"shape": list(y.shape)}
