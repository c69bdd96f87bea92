"""Convolve an image that has no batch axis in a program."""

import paddle
from paddle.nn.functional import conv2d


# %% function
def f(x, w):
    return conv2d(x, w)  # <-


# %% ask
def ask(f, size, channels):
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            y = f(paddle.ones([channels, size, size]), paddle.ones([4, channels, 3, 3]))
        (made,) = paddle.static.Executor().run(main, fetch_list=[y])
    finally:
        paddle.disable_static()
    return {"shape": list(made.shape)}
