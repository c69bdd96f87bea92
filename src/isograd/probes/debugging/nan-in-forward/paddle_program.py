"""Take the logarithm of a negative number in a program while Paddle checks all operations."""

import numpy as np
import paddle


# %% function
def f(x):
    y = paddle.log(x)  # <-
    return (y * y).sum()


# %% ask
def ask(f, values):
    paddle.enable_static()
    paddle.set_flags({"FLAGS_check_nan_inf": True})
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            loss = f(paddle.static.data("x", [len(values)], "float32"))
        feed = {"x": np.array(values, "float32")}
        paddle.static.Executor().run(main, feed=feed, fetch_list=[loss])
    finally:
        paddle.set_flags({"FLAGS_check_nan_inf": False})
        paddle.disable_static()
    return {}
