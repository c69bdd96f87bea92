"""Apply dropout, once more, and again after the same seed."""

import paddle
from paddle.nn import functional


# %% function
def f(x):
    return functional.dropout(x, 0.5)


# %% ask
def ask(f, seed, x):
    x = paddle.to_tensor(x)
    paddle.seed(seed)
    first = f(x)
    other = f(x)
    paddle.seed(seed)
    again = f(x)
    return {"first": first.numpy(), "other": other.numpy(), "again": again.numpy()}
