"""Call Python at every execution of a function, by the framework's own means."""

import numpy as np
import paddle
from paddle import static


def interpolate(x):
    return np.interp(x, [0.0, 1.0, 2.0], [0.0, 10.0, 40.0]).astype("float32")


# %% function
def f(x):
    y = paddle.zeros_like(x)
    static.py_func(interpolate, x, y)
    return y + 1


# %% ask
def ask(f, xs):
    paddle.enable_static()
    try:
        main = static.Program()
        with static.program_guard(main):
            x = static.data("x", [4])
            y = f(x)
        run = static.Executor().run
        feeds = [{"x": np.array(value, "float32")} for value in xs]
        return {"values": [run(main, feed, [y])[0] for feed in feeds]}
    finally:
        paddle.disable_static()
