"""Multiply a float32 by a float64 matrix."""

import paddle


# %% function
def f(x, w):
    h = paddle.nn.functional.sigmoid(x)
    return h @ w  # <-


# %% ask
def ask(f, size):
    y = f(paddle.ones([size, size]), paddle.ones([size, size], "float64"))
    return {"dtype": str(y.dtype)}
