"""Assert that a value is positive while the program is built."""

import numpy as np
import paddle


# %% function
def f(x):
    y = 2 * x
    assert (y > 0).all()  # <-
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
