"""Multiply a float32 by a float64 matrix in a program."""

import paddle


# %% function
def f(x, w):
    h = paddle.nn.functional.sigmoid(x)
    return h @ w  # <-


# %% ask
def ask(f, size):
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            y = f(paddle.ones([size, size]), paddle.ones([size, size], "float64"))
        (made,) = paddle.static.Executor().run(main, fetch_list=[y])
    finally:
        paddle.disable_static()
    return {"dtype": made.dtype.name}
