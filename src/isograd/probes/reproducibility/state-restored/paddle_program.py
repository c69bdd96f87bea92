"""Save the state between two dropouts, and go back to it."""

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
    other = f()
    state = paddle.get_rng_state()
    first = f()
    paddle.set_rng_state(state)
    again = f()
    paddle.disable_static()
    return {"first": first, "again": again, "other": other}
