"""Gradient of the square root at zero."""

import numpy as np
import paddle


# %% ask
def ask(x):
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            given, x = x, paddle.static.data("x", [len(x)], "float32")
            x.stop_gradient = False
            y = paddle.sqrt(x).sum()
            (gradient,) = paddle.static.gradients(y, x)
        feed = {"x": np.array(given, "float32")}
        (found,) = paddle.static.Executor().run(main, feed=feed, fetch_list=[gradient])
    finally:
        paddle.disable_static()
    return {"gradient": found}
