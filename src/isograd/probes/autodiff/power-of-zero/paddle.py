"""Gradient of powers with respect to the exponent, one base being zero."""

import paddle


# %% function
def f(x, base):
    return paddle.pow(base, x).sum()


# %% ask
def ask(f, x, base):
    x = paddle.to_tensor(x, stop_gradient=False)
    base = paddle.to_tensor(base)
    f(x, base).backward()
    return {"gradient": x.grad.numpy()}
