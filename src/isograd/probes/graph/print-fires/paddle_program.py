"""Print inside a function that is called several times."""

import numpy as np
import paddle
from paddle import static


# %% function
def f(x):
    print("inside f")
    return x * x


# %% ask
def ask(f, calls):
    paddle.enable_static()
    try:
        main = static.Program()
        with static.program_guard(main):
            x = static.data("x", [3])
            y = f(x)
        executor = static.Executor()
        for _ in range(calls):
            executor.run(main, feed={"x": np.ones(3, "float32")}, fetch_list=[y])
    finally:
        paddle.disable_static()
    return {}
