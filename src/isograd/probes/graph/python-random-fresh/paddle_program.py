"""Draw from Python's random module inside a function that is called several times."""

import random

import paddle
from paddle import static


# %% function
def f(x):
    return x + random.random()


# %% ask
def ask(f, calls):
    paddle.enable_static()
    try:
        main = static.Program()
        with static.program_guard(main):
            y = f(paddle.zeros([]))
        executor = static.Executor()
        values = []
        for _ in range(calls):
            values.append(float(executor.run(main, fetch_list=[y])[0]))
        return {"values": values}
    finally:
        paddle.disable_static()
