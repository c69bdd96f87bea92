"""Add noise of the size of a full batch to all batches, of which the last is shorter."""

import numpy as np
import paddle


# %% function
def f(x, noise):
    h = 2 * x
    return h + noise  # <-


# %% ask
def ask(f, examples, batch, width):
    data = np.ones([examples, width], "float32")
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            y = f(paddle.static.data("x", [None, width]), paddle.ones([batch, width]))
        executor = paddle.static.Executor()
        for start in range(0, examples, batch):
            executor.run(main, feed={"x": data[start : start + batch]}, fetch_list=[y])
            print("a full batch passed")
    finally:
        paddle.disable_static()
    return {}
