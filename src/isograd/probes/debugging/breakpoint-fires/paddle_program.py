"""Stop inside a function that builds a program, and run the program several times."""

import sys

import numpy as np
import paddle


# %% function
def f(x):
    y = 2 * x
    breakpoint()
    return y


# %% ask
def ask(f, values):
    seen = []

    def look():
        seen.append(repr(sys._getframe(1).f_locals["y"]))

    sys.breakpointhook = look
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
        sys.breakpointhook = sys.__breakpointhook__
    return {"seen": seen}
