"""Do work inside a function whose result is not used."""

import time

import numpy as np
import paddle
from paddle import static


def cost(g, x):
    """Processor time of five calls, that of threads which lag behind included."""
    g(x)
    time.sleep(1)
    start = time.process_time()
    for _ in range(5):
        g(x)
    time.sleep(1)
    return time.process_time() - start


# %% function
def work(x):
    for _ in range(20):
        x = x @ x
    return x


def f(x):
    work(x)
    return x[0, 0] * 2


# %% ask
def ask(f):
    matrix = np.full([500, 500], 0.002, "float32")
    paddle.enable_static()
    try:
        main, whole = static.Program(), static.Program()
        with static.program_guard(main):
            y = f(static.data("x", [500, 500]))
        with static.program_guard(whole):
            z = work(static.data("x", [500, 500]))
        run = static.Executor().run
        mine = cost(lambda value: run(main, {"x": value}, [y]), matrix)
        return {"share": mine / cost(lambda value: run(whole, {"x": value}, [z]), matrix)}
    finally:
        paddle.disable_static()
