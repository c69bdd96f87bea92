"""Print an intermediate value by paddle.static.Print, an operation of the program."""

import numpy as np
import paddle


# %% function
def f(x):
    y = 2 * x
    return paddle.static.Print(y)


# %% ask
def ask(f, values):
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            y = f(paddle.static.data("x", [1], "float32"))
        executor = paddle.static.Executor()
        for value in values:
            executor.run(main, feed={"x": np.array([value], "float32")}, fetch_list=[y])
    finally:
        paddle.disable_static()
    return {}
