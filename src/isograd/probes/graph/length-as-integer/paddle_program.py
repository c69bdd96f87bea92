"""Loop over the length of an array, read from its shape."""

import numpy as np
import paddle
from paddle import static


# %% function
def f(x):
    total = x[0] * 0
    for i in range(x.shape[0]):
        total = total + x[i] * (i + 1)
    return x * total


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
        return {"sums": [run(main, feed, [y])[0].sum() for feed in feeds]}
    finally:
        paddle.disable_static()
