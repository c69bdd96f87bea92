"""Count the graphs of a function when it is defined, after one call, and after several."""

import numpy as np
import paddle
from paddle import static

traces = []


# %% function
def f(x):
    traces.append(x.shape)
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
        counts = [len(traces)]
        for _ in range(calls):
            executor.run(main, feed={"x": np.ones(3, "float32")}, fetch_list=[y])
            counts.append(len(traces))
    finally:
        paddle.disable_static()
    return {"counts": counts}
