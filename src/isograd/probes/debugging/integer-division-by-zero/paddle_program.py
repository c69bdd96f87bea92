"""Divide integers, one of them by zero, in a program."""

import numpy as np
import paddle


# %% function
def f(a, b):
    return a // b  # <-


# %% ask
def ask(f, numbers, divisors):
    feed = {"a": np.array(numbers), "b": np.array(divisors)}
    paddle.enable_static()
    try:
        main = paddle.static.Program()
        with paddle.static.program_guard(main):
            quotient = f(*(paddle.static.data(name, [2], "int64") for name in feed))
        (made,) = paddle.static.Executor().run(main, feed=feed, fetch_list=[quotient])
    finally:
        paddle.disable_static()
    return {"quotient": made}
