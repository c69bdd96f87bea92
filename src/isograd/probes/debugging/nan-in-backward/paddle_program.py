"""An arc cosine that is masked where it has no derivative; Paddle checks all operations."""

import numpy as np
import paddle


# %% function
def f(x):
    angle = paddle.acos(x)  # <-
    return paddle.where(x < 1, angle, paddle.zeros_like(x)).sum()


# %% ask
def ask(f, values):
    paddle.enable_static()
    paddle.set_flags({"FLAGS_check_nan_inf": True})
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            x = paddle.static.data("x", [len(values)], "float32")
            x.stop_gradient = False
            gradients = paddle.static.gradients(f(x), x)
        feed = {"x": np.array(values, "float32")}
        paddle.static.Executor().run(main, feed=feed, fetch_list=gradients)
    finally:
        paddle.set_flags({"FLAGS_check_nan_inf": False})
        paddle.disable_static()
    return {}
