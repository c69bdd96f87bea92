"""Call a function whose loop turns as often as its Python integer says, with several integers."""

import numpy as np
import paddle
from paddle import static

traces = []


# %% function
def f(x, turns):
    traces.append(turns)
    i = paddle.zeros([], "int64")
    return static.nn.while_loop(lambda i, x: i < turns, lambda i, x: [i + 1, x * 0.5 + 1], [i, x])[
        1
    ]


# %% ask
def ask(f, x, counts):
    paddle.enable_static()
    try:
        main = static.Program()
        with static.program_guard(main):
            turns = static.data("turns", [], "int64")
            y = f(paddle.full([], x), turns)
        first, run = len(traces), static.Executor().run
        values = [float(run(main, {"turns": np.array(count)}, [y])[0]) for count in counts]
    finally:
        paddle.disable_static()
    return {"values": values, "graphs": len(traces) - first}
