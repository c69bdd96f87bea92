"""Multiply matrices that do not fit, which unknown sizes hide, and look into the frames."""

import traceback

import numpy as np
import paddle


# %% function
def f(x, w):
    hidden = 2 * x
    return hidden @ w


# %% ask
def ask(f, value):
    seen = []
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            x, w = (paddle.static.data(name, [None, None], "float32") for name in "xw")
            y = f(x, w)
        feed = {"x": np.full([2, 3], value, "float32"), "w": np.ones([2, 3], "float32")}
        paddle.static.Executor().run(main, feed=feed, fetch_list=[y])
    except Exception as error:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if "hidden" in frame.f_locals:
                seen.append(repr(frame.f_locals["hidden"]))
    finally:
        paddle.disable_static()
    return {"seen": seen}
