"""Paddle has no check of its own for dynamic code: assert that a value is positive."""

import paddle


# %% function
def f(x):
    y = 2 * x
    assert (y > 0).all(), "y must be positive"  # <-
    return y


# %% ask
def ask(f, good, bad):
    f(paddle.to_tensor([good]))
    print("the good value passed")
    f(paddle.to_tensor([bad]))
    return {}
