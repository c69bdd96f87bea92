"""Count the calls of a function in a Python global and use the count."""

import numpy as np
import paddle
from paddle import static

count = 0


# %% function
def f(x):
    global count
    count += 1
    return x * count


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
