"""Multiply matrices whose shapes do not fit."""

from keras import ops


# %% function
def f(x, w):
    h = ops.tanh(x)
    return ops.matmul(h, w)  # <-


# %% ask
def ask(f, rows, inner, other, columns):
    f(ops.ones([rows, inner]), ops.ones([other, columns]))
    return {}
