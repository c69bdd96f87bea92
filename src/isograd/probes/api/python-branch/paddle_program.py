"""A model that branches on the sum of its input, in a static Program."""

import numpy as np
import paddle
from paddle import static


# %% function
def f(w, x):
    if x.sum() > 0:
        return w * x
    return w - x


# %% ask
def ask(f, w, first, second):
    paddle.enable_static()
    try:
        main = static.Program()
        with static.program_guard(main):
            made = f(static.data("w", [3]), static.data("x", [3]))
        executor, w = static.Executor(), np.array(w, "float32")
        found = [
            executor.run(main, feed={"w": w, "x": np.array(x, "float32")}, fetch_list=[made])[0]
            for x in (first, second)
        ]
    finally:
        paddle.disable_static()
    return {"first": found[0], "second": found[1]}
