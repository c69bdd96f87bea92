"""Multiply matrices whose shapes do not fit; the program does not know them yet."""

import numpy as np
import paddle


# %% function
def f(x, w):
    h = paddle.tanh(x)
    return h @ w  # <-


# %% ask
def ask(f, rows, inner, other, columns):
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            x, w = (paddle.static.data(name, [None, None], "float32") for name in "xw")
            y = f(x, w)
        shapes = {"x": [rows, inner], "w": [other, columns]}
        feed = {name: np.ones(shape, "float32") for name, shape in shapes.items()}
        paddle.static.Executor().run(main, feed=feed, fetch_list=[y])
    finally:
        paddle.disable_static()
    return {}
