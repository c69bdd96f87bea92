"""Multiply matrices whose shapes do not fit."""

import paddle


# %% function
def f(x, w):
    h = paddle.tanh(x)
    return h @ w  # <-


# %% ask
def ask(f, rows, inner, other, columns):
    f(paddle.ones([rows, inner]), paddle.ones([other, columns]))
    return {}
