"""Apply dropout, once more, and again after the same seed."""

import numpy as np
import paddle
from paddle import static
from paddle.nn import functional


# %% ask
def ask(seed, x):
    paddle.enable_static()
    main = static.Program()
    with static.program_guard(main):
        dropped = functional.dropout(static.data("x", [64]), 0.5)
    executor = static.Executor()

    def f():
        feed = {"x": np.array(x, "float32")}
        return executor.run(main, feed=feed, fetch_list=[dropped])[0]

    paddle.seed(seed)
    first, other = f(), f()
    paddle.seed(seed)
    again = f()
    paddle.disable_static()
    return {"first": first, "other": other, "again": again}
