"""Check by an operation of the program that a value is positive, first for one that is."""

import numpy as np
import paddle
from paddle.static.nn.control_flow import Assert


# %% function
def f(x):
    y = 2 * x
    Assert((y > 0).all(), [y])  # <-
    return y


# %% ask
def ask(f, good, bad):
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            y = f(paddle.static.data("x", [1], "float32"))
        executor = paddle.static.Executor()
        executor.run(main, feed={"x": np.array([good], "float32")}, fetch_list=[y])
        print("the good value passed")
        executor.run(main, feed={"x": np.array([bad], "float32")}, fetch_list=[y])
    finally:
        paddle.disable_static()
    return {}
