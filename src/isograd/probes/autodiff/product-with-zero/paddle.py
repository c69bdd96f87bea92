"""Gradient of a product with one factor zero."""

import paddle


# %% function
def f(x):
    return x.prod()


# %% ask
def ask(f, x):
    x = paddle.to_tensor(x, stop_gradient=False)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
