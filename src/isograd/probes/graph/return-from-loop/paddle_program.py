"""Return from within a loop when the data say so."""

import numpy as np
import paddle
from paddle import static


# %% function
def f(x):
    for _ in range(8):
        x = x * 2
        if paddle.sum(x) > 100:
            return x
    return x - 1


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
