"""Take the logarithm of a negative number while Paddle checks all operations."""

import paddle


# %% function
def f(x):
    y = paddle.log(x)  # <-
    return (y * y).sum()


# %% ask
def ask(f, values):
    paddle.set_flags({"FLAGS_check_nan_inf": True})
    try:
        f(paddle.to_tensor(values))
    finally:
        paddle.set_flags({"FLAGS_check_nan_inf": False})
    return {}
