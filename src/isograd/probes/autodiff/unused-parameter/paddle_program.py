"""Gradient with respect to a parameter that the loss does not use."""

import numpy as np
import paddle


# %% ask
def ask(used, unused):
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            a = paddle.static.data("a", [len(used)], "float32")
            b = paddle.static.data("b", [len(unused)], "float32")
            a.stop_gradient = b.stop_gradient = False
            found = paddle.static.gradients((a**2).sum(), [a, b])
        feed = {"a": np.array(used, "float32"), "b": np.array(unused, "float32")}
        known = [gradient for gradient in found if gradient is not None]
        values = paddle.static.Executor().run(main, feed=feed, fetch_list=known)
    finally:
        paddle.disable_static()
    return {"used": values[0], "unused": values[1] if len(values) > 1 else None}
