"""Gradient of the absolute value at zero."""

import paddle


# %% function
def f(x):
    return paddle.abs(x).sum()


# %% ask
def ask(f, x):
    x = paddle.to_tensor(x, stop_gradient=False)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
