"""Multiply a float32 by a float64 matrix."""

from keras import ops


# %% function
def f(x, w):
    h = ops.sigmoid(x)
    return ops.matmul(h, w)  # <-


# %% ask
def ask(f, size):
    y = f(ops.ones([size, size]), ops.ones([size, size], "float64"))
    return {"dtype": str(y.dtype)}
