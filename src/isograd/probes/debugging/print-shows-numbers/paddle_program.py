"""Print an intermediate value while the program is built, and run the program several times."""

import numpy as np
import paddle


# %% function
def f(x):
    y = 2 * x
    print(y)
    return y


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
