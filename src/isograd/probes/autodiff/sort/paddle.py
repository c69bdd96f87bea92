"""Gradient of weighted running sums of sorted values."""

import paddle


# %% function
def f(x, w):
    return (w * paddle.cumsum(paddle.sort(x))).sum()


# %% ask
def ask(f, x, w):
    x = paddle.to_tensor(x, stop_gradient=False)
    w = paddle.to_tensor(w)
    f(x, w).backward()
    return {"gradient": x.grad.numpy()}
