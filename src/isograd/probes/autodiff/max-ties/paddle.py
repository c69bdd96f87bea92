"""Gradient of a maximum that several entries share."""

import paddle


# %% function
def f(x):
    return x.max()


# %% ask
def ask(f, x):
    x = paddle.to_tensor(x, stop_gradient=False)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
