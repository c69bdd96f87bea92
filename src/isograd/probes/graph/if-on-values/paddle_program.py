"""Branch with Python's if on what the data say."""

import numpy as np
import paddle
from paddle import static


# %% function
def f(x):
    if paddle.sum(x) > 0:
        y = x * 2
    else:
        y = x - 1
    return y


# %% ask
def ask(f, xs):
    paddle.enable_static()
    try:
        main = static.Program()
        with static.program_guard(main):
            x = static.data("x", [None])
            y = f(x)
        run = static.Executor().run
        feeds = [{"x": np.array(value, "float32")} for value in xs]
        return {"values": [run(main, feed, [y])[0] for feed in feeds]}
    finally:
        paddle.disable_static()
