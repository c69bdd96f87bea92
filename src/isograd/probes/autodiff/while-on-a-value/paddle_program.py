"""Gradient through a while loop whose number of rounds depends on the data."""

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
            (y,) = paddle.static.nn.while_loop(
                lambda y: (y * y).sum() < 100, lambda y: [y * paddle.exp(y)], [x * 1]
            )
            (gradient,) = paddle.static.gradients((y * y).sum(), x)
        feed = {"x": np.array(given, "float32")}
        (found,) = paddle.static.Executor().run(main, feed=feed, fetch_list=[gradient])
    finally:
        paddle.disable_static()
    return {"gradient": found}
