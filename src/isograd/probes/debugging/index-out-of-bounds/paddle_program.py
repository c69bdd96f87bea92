"""Take elements of a tensor, one of them beyond its end, in a program."""

import numpy as np
import paddle


# %% function
def f(x, indices):
    return x[indices]  # <-


# %% ask
def ask(f, values, indices):
    feed = {"x": np.array(values, "float32"), "i": np.array(indices, "int64")}
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            x = paddle.static.data("x", [len(values)], "float32")
            y = f(x, paddle.static.data("i", [2], "int64"))
        (made,) = paddle.static.Executor().run(main, feed=feed, fetch_list=[y])
    finally:
        paddle.disable_static()
    return {"taken": made}
