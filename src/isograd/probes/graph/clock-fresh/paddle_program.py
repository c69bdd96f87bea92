"""Read the clock inside a function that is called several times."""

import time

import paddle
from paddle import static

start = time.perf_counter()


# %% function
def f(x):
    return x + (time.perf_counter() - start)


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
            time.sleep(0.02)
        return {"values": values}
    finally:
        paddle.disable_static()
