"""The third derivative of a function that the mode has compiled."""

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
            y = paddle.tanh(x)
            for _ in range(3):
                (y,) = paddle.static.gradients(y, x)
        feed = {"x": np.array(given, "float32")}
        (third,) = paddle.static.Executor().run(main, feed=feed, fetch_list=[y])
    finally:
        paddle.disable_static()
    return {"third": third}
