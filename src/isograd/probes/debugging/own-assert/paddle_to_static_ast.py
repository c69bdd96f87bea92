"""Check by an operation of the graph that a value is positive, first for one that is."""

import paddle
from paddle.static.nn.control_flow import Assert


# %% function
@paddle.jit.to_static(full_graph=True)
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
