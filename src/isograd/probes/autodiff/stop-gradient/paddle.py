"""Gradient of x times a value that is held constant."""

import paddle


# %% function
def f(x):
    return (x * (x * x).detach()).sum()


# %% ask
def ask(f, x):
    x = paddle.to_tensor(x, stop_gradient=False)
    f(x).backward()
    return {"gradient": x.grad.numpy()}
