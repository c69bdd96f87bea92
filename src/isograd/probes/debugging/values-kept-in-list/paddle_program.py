"""Put an intermediate value into a list, run the program several times, and read the list."""

import numpy as np
import paddle

kept = []


# %% function
def f(x):
    y = 2 * x
    kept.append(y)
    return y * y


# %% ask
def ask(f, values):
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            y = f(paddle.static.data("x", [1], "float32"))
        executor = paddle.static.Executor()
        for value in values:
            executor.run(main, feed={"x": np.array([value], "float32")}, fetch_list=[y])
        return {"kept": [float(y[0]) for y in kept]}
    finally:
        paddle.disable_static()
