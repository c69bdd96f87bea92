"""Repeat with Python's while until the data say stop."""

import numpy as np
import paddle
from paddle import static


# %% function
def f(x):
    while paddle.sum(x) < 100:
        x = x * 2
    return x


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
