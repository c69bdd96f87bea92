"""Gradient of a gather that takes some entries several times."""

import numpy as np
import paddle


# %% ask
def ask(x, places, w):
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            given, x = x, paddle.static.data("x", [len(x)], "float32")
            x.stop_gradient = False
            y = (paddle.to_tensor(w) * paddle.gather(x, paddle.to_tensor(places))).sum()
            (gradient,) = paddle.static.gradients(y, x)
        feed = {"x": np.array(given, "float32")}
        (found,) = paddle.static.Executor().run(main, feed=feed, fetch_list=[gradient])
    finally:
        paddle.disable_static()
    return {"gradient": found}
