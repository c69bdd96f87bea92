"""Gradient through an if that depends on a value."""

import paddle


# %% function
def f(x):
    if x.sum() > 0:
        y = x.sum()
    else:
        y = (x * x).sum()
    return y


# %% ask
def ask(f, x):
    x = paddle.to_tensor(x, stop_gradient=False)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
