"""An arc cosine that is masked where it has no derivative; Paddle checks all operations."""

import paddle


# %% function
def f(x):
    angle = paddle.acos(x)  # <-
    return paddle.where(x < 1, angle, paddle.zeros_like(x)).sum()


# %% ask
def ask(f, values):
    x = paddle.to_tensor(values, stop_gradient=False)
    paddle.set_flags({"FLAGS_check_nan_inf": True})
    try:
        f(x).backward()
    finally:
        paddle.set_flags({"FLAGS_check_nan_inf": False})
    return {}
