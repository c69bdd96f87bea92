"""Check by paddle.static.nn.control_flow.Assert that a value is positive."""

import paddle
from paddle.static.nn.control_flow import Assert


# %% function
def f(x):
    y = 2 * x
    Assert((y > 0).all(), [y])  # <-
    return y


# %% ask
def ask(f, good, bad):
    f(paddle.to_tensor([good]))
    print("the good value passed")
    f(paddle.to_tensor([bad]))
    return {}
