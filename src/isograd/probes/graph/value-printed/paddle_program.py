"""Print a value inside a function, by the framework's own means, at several calls."""

import numpy as np
import paddle
from paddle import static


# %% function
def f(x):
    x = static.Print(x)
    return x * x


# %% ask
def ask(f, numbers):
    paddle.enable_static()
    try:
        main = static.Program()
        with static.program_guard(main):
            x = static.data("x", [1])
            y = f(x)
        executor = static.Executor()
        for number in numbers:
            executor.run(main, feed={"x": np.array([number], "float32")}, fetch_list=[y])
    finally:
        paddle.disable_static()
    return {}
