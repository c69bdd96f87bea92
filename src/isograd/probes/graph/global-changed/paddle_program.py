"""Change a Python global between the calls of a function that reads it."""

import paddle
from paddle import static

factor = 1.0


# %% function
def f(x):
    return x * factor


# %% ask
def ask(f, x, factors):
    global factor
    paddle.enable_static()
    try:
        main = static.Program()
        with static.program_guard(main):
            y = f(paddle.full([], x))
        executor = static.Executor()
        values = []
        for changed in factors:
            factor = changed
            values.append(float(executor.run(main, fetch_list=[y])[0]))
        return {"values": values}
    finally:
        paddle.disable_static()
